/// The enrichment: from what sources say to papers, each once, with every change told. A topology
/// here is the picture; the packages below hold what happens in its boxes.
@NullMarked
package org.paperwire.enrich;

import org.jspecify.annotations.NullMarked;
