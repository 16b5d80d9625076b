package org.paperwire.enrich.mapping;

import java.util.Locale;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.identity.Pair;
import org.paperwire.enrich.identity.Tie;

/// Ties in their public form.
final class TieMapping {

  private TieMapping() {}

  static org.paperwire.avro.Tie published(Tie tie) {
    return new org.paperwire.avro.Tie(
        tie.pair().first().value(),
        tie.pair().second().value(),
        tie.kind().name().toLowerCase(Locale.ROOT),
        tie.rule(),
        tie.score(),
        tie.reasons());
  }

  static Tie domain(org.paperwire.avro.Tie tie) {
    return new Tie(
        new Pair(new RecordKey(tie.getRecordKey()), new RecordKey(tie.getOtherKey())),
        Tie.Kind.valueOf(tie.getKind().toUpperCase(Locale.ROOT)),
        tie.getRule(),
        tie.getScore(),
        tie.getReasons());
  }
}
