package org.paperwire.ingest.intake;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.DecisionSaid;
import org.paperwire.ingest.formats.Formats;
import org.paperwire.ingest.formats.Unpacked;
import org.paperwire.ingest.intake.BodyRoom.NoRoomException;
import org.paperwire.ingest.papers.PaperReader;
import org.paperwire.ingest.papers.PapersNdjson.LineReader;
import org.paperwire.ingest.publishing.BatchInfo;
import org.paperwire.ingest.publishing.Door;
import org.paperwire.ingest.publishing.NotAcknowledgedException;
import org.paperwire.ingest.publishing.Publisher;
import org.paperwire.platform.Deployed;
import org.paperwire.platform.Position;
import org.paperwire.topics.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes a body in: unpacked, recognised, read, published, acknowledged.
///
/// ```
/// body ─▶ unpacked ─┬▶ a paper a line: each published as it is read
///                   ├▶ a tar: each file read as a whole, its items published
///                   └▶ anything else: read as a whole ─┬▶ items ─▶ published
///                                                      └▶ nothing recognisable ─▶ dead letter, 422
/// ```
@Singleton
final class Intake {

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final Deployed deployed;
  private final Publisher publisher;
  private final MeterRegistry meters;
  private final BodyRoom room;
  private final InstantSource clock = InstantSource.system();

  Intake(Deployed deployed, Publisher publisher, MeterRegistry meters, BodyRoom room) {
    this.deployed = deployed;
    this.publisher = publisher;
    this.meters = meters;
    this.room = room;
    Gauge.builder("paperwire.ingest.room", room, BodyRoom::free)
        .description("Bytes that are free for bodies that are read as a whole")
        .baseUnit("bytes")
        .register(meters);
  }

  /// A page, feed or file as it is.
  Taken takeCapture(InputStream body, Submission submission) {
    return take(
        body,
        submission,
        bytes -> Formats.readCapture(bytes, submission.context()),
        Formats.captureLines(submission.context()));
  }

  /// Papers as JSON.
  Taken takePapers(InputStream body, Submission submission) {
    PaperReader reader = reader(submission);
    return take(body, submission, bytes -> Formats.readPapers(bytes, reader), reader.lines());
  }

  private Taken take(
      InputStream body, Submission submission, BodyReading.Whole whole, LineReader lines) {
    Tally tally = begin(submission);
    var unpacked = new Unpacked(body);
    try (var share = room.share()) {
      return new BodyReading(unpacked, submission, whole, lines, tally, share).take();
    } catch (NoRoomException e) {
      throw Refusals.noRoom(e, tally);
    } catch (IOException e) {
      throw Refusals.brokenOff(e, tally);
    } finally {
      leave(unpacked);
    }
  }

  /// Whether it was read to its end or not: a sender who is left early goes on sending, and reads
  /// the answer only after that.
  private static void leave(Unpacked body) {
    try {
      body.close();
    } catch (IOException e) {
      LOG.debug("a body could not be closed: {}", e.toString());
    }
  }

  private Tally begin(Submission submission) {
    if (!deployed.isDone()) {
      throw Refusals.notReady();
    }
    var info =
        new BatchInfo(
            UUID.randomUUID().toString(), submission.name(), clock.instant(), submission.given());
    return new Tally(info, publisher.begin(info), meters);
  }

  /// One paper out of a list, which was refused where it stood.
  ///
  /// @param at its place there
  Taken takeItem(int at, Bytes object, Submission submission) {
    LineReader reader =
        submission.door() == Door.PAPERS
            ? reader(submission).lines()
            : Formats.captureLines(submission.context());
    return publish(
        submission,
        tally -> {
          tally.take(reader.read(at, object));
          return tally.taken();
        });
  }

  /// One card out of a page, which was refused where it stood: a page of one card.
  Taken takeCard(Bytes card, Submission submission) {
    return publish(
        submission,
        tally ->
            BodyReading.publish(
                Formats.readPage(card.toArray(), submission.context()),
                () -> card,
                submission,
                tally));
  }

  /// Puts a record back on the source topic that a step read it from.
  Position putBack(Topic<?> topic, String key, byte[] value, Submission submission) {
    return publish(submission, tally -> tally.putBack(topic, key, value));
  }

  /// What people decided about two records.
  Position decide(DecisionSaid said) {
    var submission =
        Submission.of(
            Door.PAPERS,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return publish(submission, tally -> tally.decide(said));
  }

  @FunctionalInterface
  private interface Publishing<T> {
    T through(Tally tally) throws IOException;
  }

  /// Publishes what is in memory already.
  private <T> T publish(Submission submission, Publishing<T> publishing) {
    Tally tally = begin(submission);
    try {
      return publishing.through(tally);
    } catch (NotAcknowledgedException e) {
      throw Refusals.notAcknowledged(e, tally);
    } catch (IOException e) {
      throw Refusals.brokenOff(e, tally);
    }
  }

  private static PaperReader reader(Submission submission) {
    return new PaperReader(submission.context().source().orElse(PaperReader.SOURCE));
  }
}
