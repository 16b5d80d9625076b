package org.paperwire.ingest.deadletters;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.paperwire.avro.DeadLetter;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.deadletters.Letter.Place;
import org.paperwire.ingest.deadletters.Letter.Request;
import org.paperwire.ingest.deadletters.Letter.Thing;

/// A letter as it is on the topic, read.
final class LetterMapping {

  private static final Bytes NOTHING = Bytes.of("");

  private LetterMapping() {}

  /// @param withBytes whether the thing itself is wanted; a list does without
  static Letter fromAvro(DeadLetter avro, boolean withBytes) {
    return new Letter(
        avro.getLetterId(),
        avro.getStage(),
        avro.getSource(),
        avro.getReason(),
        avro.getDetail(),
        new Thing(
            withBytes ? bytes(avro.getBytes()) : NOTHING,
            Optional.ofNullable(avro.getContentType()),
            avro.getLength(),
            keptLength(avro),
            avro.getSha256(),
            Optional.ofNullable(avro.getFile())),
        new Request(
            Optional.ofNullable(avro.getBatchId()),
            Optional.ofNullable(avro.getDoor()),
            Optional.ofNullable(avro.getGivenSource()),
            Optional.ofNullable(avro.getCapturedAt()),
            Optional.ofNullable(avro.getName()),
            Optional.ofNullable(avro.getUrl()),
            Optional.ofNullable(avro.getAt())),
        place(avro),
        Optional.ofNullable(avro.getException()),
        avro.getReceivedAt());
  }

  /// A letter without a file and with fewer bytes than the thing had is one of a topology, which
  /// writes no files.
  private static long keptLength(DeadLetter avro) {
    Long said = avro.getKeptLength();
    if (said != null) {
      return said;
    }
    return avro.getFile() == null ? avro.getBytes().remaining() : avro.getLength();
  }

  private static Optional<Place> place(DeadLetter avro) {
    String topic = avro.getTopic();
    Integer partition = avro.getPartition();
    Long offset = avro.getOffset();
    return topic == null || partition == null || offset == null
        ? Optional.empty()
        : Optional.of(new Place(topic, partition, offset, Optional.ofNullable(avro.getKey())));
  }

  private static Bytes bytes(ByteBuffer buffer) {
    var bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return Bytes.of(bytes);
  }
}
