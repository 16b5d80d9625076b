package org.paperwire.enrich.mapping;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.RecordKey;

/// Keys are UTF-8 strings on every topic and in every store.
public final class Keys {

  private Keys() {}

  /// The serde of record keys.
  public static Serde<RecordKey> records() {
    return MappedSerde.of(Serdes.String(), RecordKey::value, RecordKey::new);
  }

  /// The serde of the keys of source topics, where a record without a key makes no sense.
  public static Serde<RecordKey> heard() {
    var keys = Serdes.String();
    return Serdes.serdeFrom(
        records().serializer(), MappedSerde.required(keys.deserializer(), RecordKey::new));
  }

  /// The serde of paper ids.
  public static Serde<PaperId> papers() {
    return MappedSerde.of(Serdes.String(), PaperId::value, PaperId::new);
  }

  /// The serde of a member's place in its paper.
  public static Serde<MemberKey> members() {
    return MappedSerde.of(
        Serdes.String(),
        key -> key.paper().value() + " " + key.record().value(),
        text -> {
          int space = text.indexOf(' ');
          if (space < 0) {
            throw new SerializationException("a member's key is a paper id and a record key");
          }
          return new MemberKey(
              new PaperId(text.substring(0, space)), new RecordKey(text.substring(space + 1)));
        });
  }

  /// A record's place in a paper.
  public record MemberKey(PaperId paper, RecordKey record) {}
}
