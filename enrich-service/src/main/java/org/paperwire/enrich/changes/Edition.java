package org.paperwire.enrich.changes;

import org.paperwire.enrich.merging.Paper;

/// A paper as it was published.
///
/// @param revision 1, 2, 3, … per paper id
/// @param paper as it then was
public record Edition(long revision, Paper paper) {}
