/// Fences: which offsets of the output topics hold everything that was in the source topics up to
/// some offsets. Whoever writes gets offsets of source topics back; whoever reads follows output
/// topics; a fence is what connects the two.
@NullMarked
package org.paperwire.enrich.fences;

import org.jspecify.annotations.NullMarked;
