/// Sightings, signals and dead letters on their topics: what Avro makes of them, and a producer
/// that counts nothing as accepted which the broker has not acknowledged.
@NullMarked
package org.paperwire.ingest.publishing;

import org.jspecify.annotations.NullMarked;
