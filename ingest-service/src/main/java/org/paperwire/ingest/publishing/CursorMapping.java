package org.paperwire.ingest.publishing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.paperwire.ingest.polling.Cursor;
import org.paperwire.ingest.polling.Marks;
import org.paperwire.ingest.polling.Place;
import org.paperwire.ingest.polling.Poller;
import org.paperwire.ingest.polling.Standing;
import org.paperwire.ingest.polling.State;
import org.paperwire.ingest.polling.Validators;

/// Cursors as they are on the log, and back.
final class CursorMapping {

  private CursorMapping() {}

  static org.paperwire.avro.Cursor toAvro(Poller poller, Cursor cursor, Instant nextAt) {
    return org.paperwire.avro.Cursor.newBuilder()
        .setPoller(poller.name())
        .setAddress(poller.address())
        .setAnswers(cursor.answers())
        .setAskedAt(cursor.askedAt().map(SightingMapping::millis).orElse(null))
        .setFailures(cursor.failures())
        .setNotBefore(cursor.notBefore().map(SightingMapping::millis).orElse(null))
        .setAnsweredAt(cursor.answeredAt().map(SightingMapping::millis).orElse(null))
        .setNewAt(cursor.newAt().map(SightingMapping::millis).orElse(null))
        .setDay(cursor.place().day().map(LocalDate::toString).orElse(null))
        .setPendingDay(cursor.place().pendingDay().map(LocalDate::toString).orElse(null))
        .setNext(cursor.place().next().orElse(null))
        .setEtag(cursor.validators().etag().orElse(null))
        .setLastModified(cursor.validators().lastModified().orElse(null))
        .setTaken(cursor.taken().bytes())
        .setTaking(cursor.taking().bytes())
        .setState(cursor.standing().state().slug())
        .setDetail(cursor.standing().detail().orElse(null))
        .setStaleAt(cursor.standing().staleAt().map(SightingMapping::millis).orElse(null))
        .setNextAt(SightingMapping.millis(nextAt))
        .build();
  }

  static Cursor fromAvro(org.paperwire.avro.Cursor avro) {
    return new Cursor(
        new Cursor.Tries(
            Optional.ofNullable(avro.getAskedAt()),
            avro.getFailures(),
            Optional.ofNullable(avro.getNotBefore())),
        new Cursor.Heard(
            avro.getAnswers(),
            Optional.ofNullable(avro.getAnsweredAt()),
            Optional.ofNullable(avro.getNewAt())),
        new Place(
            Optional.ofNullable(avro.getDay()).map(LocalDate::parse),
            Optional.ofNullable(avro.getPendingDay()).map(LocalDate::parse),
            Optional.ofNullable(avro.getNext())),
        new Validators(
            Optional.ofNullable(avro.getEtag()), Optional.ofNullable(avro.getLastModified())),
        Marks.of(avro.getTaken()),
        Marks.of(avro.getTaking()),
        new Standing(
            State.named(avro.getState()),
            Optional.ofNullable(avro.getDetail()),
            Optional.ofNullable(avro.getStaleAt())));
  }
}
