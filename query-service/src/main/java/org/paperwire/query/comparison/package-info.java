/// What would this change do? Two sets of papers, compared paper by paper, and a digest of each
/// that does not depend on any order. Knows papers and nothing of where they come from: two
/// generations of a view, of the enrichment, or two exports.
@NullMarked
package org.paperwire.query.comparison;

import org.jspecify.annotations.NullMarked;
