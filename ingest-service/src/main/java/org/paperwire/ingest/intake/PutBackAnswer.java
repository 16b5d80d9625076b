package org.paperwire.ingest.intake;

import io.micronaut.serde.annotation.Serdeable;

/// What the resending of a record is answered with that a step of a topology had failed over.
///
/// @param topic where it is again
/// @param position just after it, for `Paperwire-Min-Position`
@Serdeable
record PutBackAnswer(String topic, String position) {}
