/// The enrichment as it runs: what Kafka Streams is started with, its start when topics and schemas
/// are there, its health, and its end.
@NullMarked
package org.paperwire.enrich.running;

import org.jspecify.annotations.NullMarked;
