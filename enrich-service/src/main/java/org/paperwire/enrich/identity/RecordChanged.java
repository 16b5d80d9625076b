package org.paperwire.enrich.identity;

import org.paperwire.bibliography.RecordKey;

/// A record is there, or has changed.
///
/// @param record which
/// @param version of it, rising with every change
public record RecordChanged(RecordKey record, long version) {}
