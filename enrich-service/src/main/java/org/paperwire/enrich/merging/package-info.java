/// Papers out of records: a pure fold over everything that the members of a paper say. Each field
/// has a winner, and the paper says whose word that was.
@NullMarked
package org.paperwire.enrich.merging;

import org.jspecify.annotations.NullMarked;
