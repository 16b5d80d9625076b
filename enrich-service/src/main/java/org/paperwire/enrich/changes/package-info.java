/// The difference between a paper as it was last published and as it now is: what is told to the
/// world, or nothing.
@NullMarked
package org.paperwire.enrich.changes;

import org.jspecify.annotations.NullMarked;
