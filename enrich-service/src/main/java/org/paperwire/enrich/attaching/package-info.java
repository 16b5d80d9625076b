/// How records get to their papers: what a record tells its paper, and when a paper has heard from
/// all of its members.
@NullMarked
package org.paperwire.enrich.attaching;

import org.jspecify.annotations.NullMarked;
