package org.paperwire.ingest.publishing;

import org.paperwire.avro.Decision;
import org.paperwire.ingest.DecisionSaid;

/// Decisions in their public form.
final class DecisionMapping {

  private DecisionMapping() {}

  static String key(DecisionSaid said) {
    return said.record().value() + " " + said.other().value();
  }

  static Decision toAvro(DecisionSaid said, BatchInfo batch) {
    return new Decision(
        said.record().value(),
        said.other().value(),
        said.verdict(),
        said.by(),
        said.why().orElse(null),
        SightingMapping.millis(batch.receivedAt()));
  }
}
