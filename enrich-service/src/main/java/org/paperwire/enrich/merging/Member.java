package org.paperwire.enrich.merging;

import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.records.WorkRecord;

/// A record that is part of a paper.
///
/// @param key of the record
/// @param record what is known under it
public record Member(RecordKey key, WorkRecord record) {}
