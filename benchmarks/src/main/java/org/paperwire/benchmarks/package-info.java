/// What the enrichment costs: invented papers in any number, the topology on a broker of its own,
/// and beside it one that only moves and stores as many bytes.
@NullMarked
package org.paperwire.benchmarks;

import org.jspecify.annotations.NullMarked;
