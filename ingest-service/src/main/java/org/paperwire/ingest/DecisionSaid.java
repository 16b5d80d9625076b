package org.paperwire.ingest;

import java.util.Optional;
import org.paperwire.bibliography.RecordKey;

/// What people decided about two records.
///
/// @param record the smaller key
/// @param other the other
/// @param verdict `same`, `different`, or `none` where a decision is taken back
/// @param by who decided
/// @param why in their words
public record DecisionSaid(
    RecordKey record, RecordKey other, String verdict, String by, Optional<String> why) {}
