package org.paperwire.enrich.mapping;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.matching.BlockKey;

/// Keys are UTF-8 strings on every topic and in every store.
public final class Keys {

  /// Between two parts of a key: below every character of either.
  private static final char BETWEEN = '\u0001';

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

  /// The serde of the keys of what identity is told: a record key, or both keys of a pair.
  public static Serde<String> matters() {
    return Serdes.String();
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

  /// The serde of ends of links.
  public static Serde<LinkEnd> linkEnds() {
    return MappedSerde.of(Serdes.String(), LinkEnd::text, LinkEnd::read);
  }

  /// A link as one of its records sees it. As text, the links of a record stand together and in the
  /// order of the others.
  public record LinkEnd(RecordKey record, RecordKey other) {

    private String text() {
      return beginning(record) + other.value();
    }

    /// What the keys of all links of a record begin with.
    public static String beginning(RecordKey record) {
      return record.value() + BETWEEN;
    }

    private static LinkEnd read(String text) {
      int between = text.indexOf(BETWEEN);
      if (between < 0) {
        throw new SerializationException("an end of a link is two record keys");
      }
      return new LinkEnd(
          new RecordKey(text.substring(0, between)), new RecordKey(text.substring(between + 1)));
    }
  }

  /// The serde of places in blocks.
  public static Serde<BlockPlace> blockPlaces() {
    return MappedSerde.of(Serdes.String(), BlockPlace::text, BlockPlace::read);
  }

  /// A record's place in a block. As text, the places of a block stand together and in their order.
  public record BlockPlace(BlockKey block, String place) {

    private static final char BEHIND = '\u0002';

    /// Before every place of a block.
    public static BlockPlace first(BlockKey block) {
      return new BlockPlace(block, "");
    }

    /// Behind every place of a block.
    public static BlockPlace last(BlockKey block) {
      return new BlockPlace(block, Character.toString(BEHIND));
    }

    private String text() {
      return place.startsWith(Character.toString(BEHIND))
          ? block.value() + place
          : block.value() + BETWEEN + place;
    }

    private static BlockPlace read(String text) {
      int between = text.indexOf(BETWEEN);
      if (between < 0) {
        throw new SerializationException("a place in a block is a block key and a place");
      }
      return new BlockPlace(new BlockKey(text.substring(0, between)), text.substring(between + 1));
    }
  }

  /// A record's place in a paper.
  public record MemberKey(PaperId paper, RecordKey record) {}
}
