/// The search view: which document a paper becomes, how text becomes terms, and the questions that
/// can be asked: one paper by any of its ids, lists with filters in a total order, full-text search
/// with highlights and counts, the export.
///
/// Queries of people go through a small grammar of our own ([QueryText]), in which every text means
/// something and nothing costs more than its length.
@NullMarked
package org.paperwire.query.search;

import org.jspecify.annotations.NullMarked;
