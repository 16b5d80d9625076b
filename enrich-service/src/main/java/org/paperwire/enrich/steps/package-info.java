/// The steps of the topologies: shells that look up, call a pure function, store and forward. What
/// a step decides is decided elsewhere.
@NullMarked
package org.paperwire.enrich.steps;

import org.jspecify.annotations.NullMarked;
