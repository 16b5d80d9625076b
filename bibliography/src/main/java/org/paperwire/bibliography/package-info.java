/// What a paper is called and when it appeared: identifiers and their canonical forms, record keys,
/// paper ids, dates as precise as they are known, and the one normalisation of text that keys are
/// made of. Plain Java; every other module builds on it, and nothing here knows Kafka, HTTP or
/// Avro.
@NullMarked
package org.paperwire.bibliography;

import org.jspecify.annotations.NullMarked;
