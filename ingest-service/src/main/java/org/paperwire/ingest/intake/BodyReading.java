package org.paperwire.ingest.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.formats.Archive;
import org.paperwire.ingest.formats.Formats;
import org.paperwire.ingest.formats.Ndjson;
import org.paperwire.ingest.formats.Room;
import org.paperwire.ingest.formats.Unpacked;
import org.paperwire.ingest.formats.UnreadableException;
import org.paperwire.ingest.papers.PapersNdjson;
import org.paperwire.ingest.papers.PapersNdjson.LineReader;
import org.paperwire.ingest.publishing.Door;
import org.paperwire.ingest.publishing.NotAcknowledgedException;

/// One body, read in the way that suits it.
///
/// @param whole reads it when it is neither lines nor a tar
/// @param lines reads each of its lines
/// @param room asked before anything is kept
record BodyReading(
    Unpacked body, Submission submission, Whole whole, LineReader lines, Tally tally, Room room) {

  private static final Set<String> NDJSON_TYPES =
      Set.of(
          "application/x-ndjson",
          "application/ndjson",
          "application/jsonl",
          "application/x-jsonl",
          "application/jsonlines",
          "application/x-jsonlines");

  /// Reads a body that is in memory.
  @FunctionalInterface
  interface Whole {
    Formats.Outcome read(byte[] body);
  }

  /// A body as it came, packing and all: whoever sends it in again sends this.
  @FunctionalInterface
  interface AsItCame {
    Bytes bytes() throws IOException;
  }

  /// Reads it, publishes what is in it, and waits until that is acknowledged.
  Taken take() throws IOException {
    try {
      return isNdjson() ? stream(body) : sniffed();
    } catch (UnreadableException e) {
      throw unreadable(e);
    } catch (NotAcknowledgedException e) {
      throw Refusals.notAcknowledged(e, tally);
    }
  }

  private boolean isNdjson() {
    return submission
        .contentType()
        .map(type -> type.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT))
        .filter(NDJSON_TYPES::contains)
        .isPresent();
  }

  private Taken sniffed() throws IOException {
    if (submission.door() == Door.PAPERS) {
      return linesOrWhole(body);
    }
    Archive archive = Archive.sniff(body);
    return archive.isTar() ? files(archive.body()) : linesOrWhole(archive.body());
  }

  private Taken linesOrWhole(InputStream unpacked) throws IOException {
    Ndjson sniffed = Ndjson.sniff(unpacked, room);
    if (sniffed.isNdjson()) {
      return stream(sniffed.body());
    }
    byte[] bytes = body.readBody(sniffed.body(), room);
    return publish(
        whole.read(bytes),
        () -> body.packedBody().orElseGet(() -> Bytes.of(bytes)),
        submission,
        tally);
  }

  /// What was read before a stream turned out to be damaged is taken, like the lines before a bad
  /// one; where it broke is the last reject.
  private Taken stream(InputStream unpacked) throws IOException {
    body.stream();
    try {
      PapersNdjson.read(unpacked, lines, tally::take);
    } catch (UnreadableException e) {
      tally.takeBreak(e.reason(), e.detail());
    }
    return tally.taken();
  }

  /// The files of a tar, each as it is read. Where it turns out to be damaged is the last reject.
  private Taken files(InputStream tar) throws IOException {
    body.stream();
    try {
      Archive.read(tar, submission.context(), room, tally::take);
    } catch (UnreadableException e) {
      tally.takeBreak(e.reason(), e.detail());
    }
    return tally.taken(Format.TAR);
  }

  /// Publishes what a body in memory says, and waits until that is acknowledged.
  static Taken publish(Formats.Outcome outcome, AsItCame body, Submission submission, Tally tally)
      throws IOException {
    return switch (outcome) {
      case Formats.Read(Parsed parsed) -> {
        tally.take(parsed);
        yield tally.taken(parsed.format());
      }
      case Formats.Unrecognised(Reason reason, String detail) -> {
        tally.buryBody(raw(body.bytes(), submission), reason, detail);
        throw Refusals.unrecognised(reason, detail, tally);
      }
    };
  }

  private RuntimeException unreadable(UnreadableException e) throws IOException {
    if (e.reason() == Reason.TOO_LARGE) {
      tally.countUnread(e.reason());
      return Refusals.tooLarge(e.detail());
    }
    try {
      Optional<Bytes> packed = body.packedBody();
      if (packed.isPresent()) {
        tally.buryBody(raw(packed.get(), submission), e.reason(), e.detail());
      } else {
        tally.countUnread(e.reason());
      }
      return Refusals.unrecognised(e.reason(), e.detail(), tally);
    } catch (NotAcknowledgedException failure) {
      return Refusals.notAcknowledged(failure, tally);
    }
  }

  private static Raw raw(Bytes body, Submission submission) {
    return new Raw(body, submission.contentType().orElse("application/octet-stream"));
  }
}
