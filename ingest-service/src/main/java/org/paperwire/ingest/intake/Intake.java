package org.paperwire.ingest.intake;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.DecisionSaid;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.formats.Archive;
import org.paperwire.ingest.formats.Formats;
import org.paperwire.ingest.formats.Ndjson;
import org.paperwire.ingest.formats.Room;
import org.paperwire.ingest.formats.Unpacked;
import org.paperwire.ingest.formats.UnreadableException;
import org.paperwire.ingest.intake.BodyRoom.NoRoomException;
import org.paperwire.ingest.papers.PaperReader;
import org.paperwire.ingest.papers.PapersNdjson;
import org.paperwire.ingest.papers.PapersNdjson.LineReader;
import org.paperwire.ingest.publishing.BatchInfo;
import org.paperwire.ingest.publishing.Door;
import org.paperwire.ingest.publishing.NotAcknowledgedException;
import org.paperwire.ingest.publishing.Publisher;
import org.paperwire.platform.Deployed;
import org.paperwire.platform.Position;
import org.paperwire.platform.Problem;
import org.paperwire.platform.ProblemException;
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
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
  private static final Set<String> NDJSON_TYPES =
      Set.of(
          "application/x-ndjson",
          "application/ndjson",
          "application/jsonl",
          "application/x-jsonl",
          "application/jsonlines",
          "application/x-jsonlines");

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

  @FunctionalInterface
  private interface Reading {
    Formats.Outcome read(byte[] body);
  }

  private Taken take(InputStream body, Submission submission, Reading reading, LineReader lines) {
    Tally tally = begin(submission);
    var unpacked = new Unpacked(body);
    try (var share = room.share()) {
      return read(unpacked, submission, reading, lines, tally, share);
    } catch (NoRoomException e) {
      throw noRoom(e, tally);
    } catch (IOException e) {
      throw brokenOff(e, tally);
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

  private static Taken read(
      Unpacked unpacked,
      Submission submission,
      Reading reading,
      LineReader lines,
      Tally tally,
      Room room)
      throws IOException {
    try {
      return isNdjson(submission)
          ? stream(unpacked, unpacked, lines, tally)
          : sniffAndTake(unpacked, submission, reading, lines, tally, room);
    } catch (UnreadableException e) {
      throw unreadable(e, unpacked, submission, tally);
    } catch (NotAcknowledgedException e) {
      throw notAcknowledged(e, tally);
    }
  }

  private Tally begin(Submission submission) {
    if (!deployed.isDone()) {
      throw new ProblemException(
          Problem.unavailable("not-ready", "Topics and schemas are not there yet.", RETRY_AFTER));
    }
    var info =
        new BatchInfo(
            UUID.randomUUID().toString(), submission.name(), clock.instant(), submission.given());
    return new Tally(info, publisher.begin(info), submission.source(), meters);
  }

  /// One paper out of a list, which was refused where it stood.
  ///
  /// @param at its place there
  Taken takeItem(int at, Bytes object, Submission submission) {
    Tally tally = begin(submission);
    LineReader reader =
        submission.door() == Door.PAPERS
            ? reader(submission).lines()
            : Formats.captureLines(submission.context());
    try {
      for (Item item : reader.read(at, object)) {
        tally.take(item);
      }
      return tally.taken(Format.PAPERS_JSON);
    } catch (NotAcknowledgedException e) {
      throw notAcknowledged(e, tally);
    }
  }

  /// One card out of a page, which was refused where it stood: a page of one card.
  Taken takeCard(Bytes card, Submission submission) {
    Tally tally = begin(submission);
    try {
      return publish(
          Formats.readPage(card.toArray(), submission.context()), () -> card, submission, tally);
    } catch (NotAcknowledgedException e) {
      throw notAcknowledged(e, tally);
    } catch (IOException e) {
      throw brokenOff(e, tally);
    }
  }

  /// Puts a record back on the source topic that a step read it from.
  Position putBack(Topic<?> topic, String key, byte[] value, Submission submission) {
    Tally tally = begin(submission);
    try {
      return tally.putBack(topic, key, value);
    } catch (NotAcknowledgedException e) {
      throw notAcknowledged(e, tally);
    }
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
    Tally tally = begin(submission);
    try {
      return tally.decide(said);
    } catch (NotAcknowledgedException e) {
      throw notAcknowledged(e, tally);
    }
  }

  private static PaperReader reader(Submission submission) {
    return new PaperReader(submission.context().source().orElse(PaperReader.SOURCE));
  }

  private static boolean isNdjson(Submission submission) {
    return submission
        .contentType()
        .map(type -> type.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT))
        .filter(NDJSON_TYPES::contains)
        .isPresent();
  }

  private static Taken sniffAndTake(
      Unpacked unpacked,
      Submission submission,
      Reading reading,
      LineReader lines,
      Tally tally,
      Room room)
      throws IOException {
    if (submission.door() == Door.CAPTURES) {
      Archive archive = Archive.sniff(unpacked);
      if (archive.isTar()) {
        return files(unpacked, archive.body(), submission, tally, room);
      }
      return linesOrWhole(unpacked, archive.body(), submission, reading, lines, tally, room);
    }
    return linesOrWhole(unpacked, unpacked, submission, reading, lines, tally, room);
  }

  private static Taken linesOrWhole(
      Unpacked unpacked,
      InputStream body,
      Submission submission,
      Reading reading,
      LineReader lines,
      Tally tally,
      Room room)
      throws IOException {
    Ndjson sniffed = Ndjson.sniff(body, room);
    if (sniffed.isNdjson()) {
      return stream(unpacked, sniffed.body(), lines, tally);
    }
    byte[] whole = unpacked.readBody(sniffed.body(), room);
    return publish(
        reading.read(whole),
        () -> unpacked.packedBody().orElseGet(() -> Bytes.of(whole)),
        submission,
        tally);
  }

  /// The files of a tar, each as it is read. Where it turns out to be damaged is the last reject.
  private static Taken files(
      Unpacked unpacked, InputStream body, Submission submission, Tally tally, Room room)
      throws IOException {
    unpacked.stream();
    try {
      Archive.read(body, submission.context(), room, tally::take);
    } catch (UnreadableException e) {
      tally.takeBreak(e.reason(), e.detail());
    }
    return tally.taken(Format.TAR);
  }

  /// A body as it came, packing and all: whoever sends it in again sends this.
  @FunctionalInterface
  private interface AsItCame {
    Bytes bytes() throws IOException;
  }

  private static Taken publish(
      Formats.Outcome outcome, AsItCame body, Submission submission, Tally tally)
      throws IOException {
    return switch (outcome) {
      case Formats.Read(Parsed parsed) -> {
        for (Item item : parsed.items()) {
          tally.take(item);
        }
        yield tally.taken(parsed.format());
      }
      case Formats.Unrecognised(Reason reason, String detail) -> {
        tally.buryBody(raw(body.bytes(), submission), reason, detail);
        throw unrecognised(reason, detail, tally);
      }
    };
  }

  /// What was read before a stream turned out to be damaged is taken, like the lines before a bad
  /// one; where it broke is the last reject.
  private static Taken stream(Unpacked unpacked, InputStream body, LineReader lines, Tally tally)
      throws IOException {
    unpacked.stream();
    try {
      PapersNdjson.read(body, lines, tally::take);
    } catch (UnreadableException e) {
      tally.takeBreak(e.reason(), e.detail());
    }
    return tally.taken(Format.PAPERS_NDJSON);
  }

  private static ProblemException unreadable(
      UnreadableException e, Unpacked unpacked, Submission submission, Tally tally) {
    if (e.reason() == Reason.TOO_LARGE) {
      tally.countUnread(e.reason());
      return new ProblemException(Problem.tooLarge(e.reason().slug(), e.detail()));
    }
    try {
      Optional<Bytes> packed = unpacked.packedBody();
      if (packed.isPresent()) {
        tally.buryBody(raw(packed.get(), submission), e.reason(), e.detail());
      } else {
        tally.countUnread(e.reason());
      }
      return unrecognised(e.reason(), e.detail(), tally);
    } catch (NotAcknowledgedException failure) {
      return notAcknowledged(failure, tally);
    } catch (IOException failure) {
      return brokenOff(failure, tally);
    }
  }

  private static ProblemException unrecognised(Reason reason, String detail, Tally tally) {
    return new ProblemException(
        Problem.unprocessable(reason.slug(), detail).with("captureId", tally.batchId()));
  }

  private static ProblemException notAcknowledged(NotAcknowledgedException e, Tally tally) {
    LOG.warn("batch {} is not acknowledged: {}", tally.batchId(), e.getMessage());
    return new ProblemException(
        Problem.unavailable(
            "not-acknowledged",
            "The broker did not acknowledge everything, so nothing counts as taken. Send it again:"
                + " what is there already stays as it is.",
            RETRY_AFTER));
  }

  private static ProblemException noRoom(NoRoomException e, Tally tally) {
    LOG.warn("batch {} is not taken: {}", tally.batchId(), e.getMessage());
    return new ProblemException(
        Problem.unavailable(
            "no-room",
            "Other bodies hold all the memory there is for them. Nothing counts as taken; a paper a"
                + " line (NDJSON) needs none of it.",
            RETRY_AFTER));
  }

  /// The sender stopped, or the connection is gone; there may be nobody left to tell.
  private static ProblemException brokenOff(IOException e, Tally tally) {
    LOG.info("batch {} broke off: {}", tally.batchId(), e.toString());
    return new ProblemException(
        Problem.other(
            "body-incomplete",
            "The body did not come to its end",
            408,
            "Nothing counts as taken. Send it again: what is there already stays as it is."));
  }

  private static Raw raw(Bytes body, Submission submission) {
    return new Raw(body, submission.contentType().orElse("application/octet-stream"));
  }
}
