package org.paperwire.ingest.formats;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.ParserBoundary;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.Reject;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.captures.DailyPapersPage;
import org.paperwire.ingest.papers.PaperReader;
import org.paperwire.ingest.papers.PapersJson;
import org.paperwire.ingest.papers.PapersNdjson;

/// Which format a body is in, told from its content, and what it says.
public final class Formats {

  /// What became of a body.
  public sealed interface Outcome {}

  /// It is in a format that is read; its items are sightings and rejects.
  public record Read(Parsed parsed) implements Outcome {}

  /// Nothing that anyone here can read.
  public record Unrecognised(Reason reason, String detail) implements Outcome {}

  /// What an object is refused with when it is no paper at all.
  private static final Set<Reason> NO_PAPER =
      EnumSet.of(Reason.NOT_A_PAPER, Reason.TITLE_MISSING, Reason.JSON_MALFORMED);

  private Formats() {}

  /// Reads a page, feed or file. Its source, when it is given, is who speaks; and a text that is
  /// not recognised as anything is then read as a page if that is what this source has.
  ///
  /// @param body unpacked
  public static Outcome readCapture(byte[] body, CaptureContext context) {
    return bounded("captures", () -> capture(body, context));
  }

  /// Reads what is known to be a Daily Papers page, or a card of one.
  ///
  /// @param body unpacked
  public static Outcome readPage(byte[] body, CaptureContext context) {
    return bounded(
        "captures",
        () ->
            Charsets.decode(body)
                .<Outcome>map(text -> new Read(page(body, text, context)))
                .orElseGet(Formats::notText));
  }

  private static Parsed page(byte[] body, String text, CaptureContext context) {
    return DailyPapersPage.parse(Bytes.of(body), text, context);
  }

  private static Outcome bounded(String parser, Supplier<Outcome> reading) {
    return ParserBoundary.read(
        parser, reading, detail -> new Unrecognised(Reason.PARSER_FAILED, detail));
  }

  private static Outcome capture(byte[] body, CaptureContext context) {
    Optional<String> text = Charsets.decode(body);
    if (text.isEmpty()) {
      return notText();
    }
    String content = text.get().strip();
    if (content.startsWith("{") || content.startsWith("[")) {
      Outcome outcome =
          readJson(content, new PaperReader(context.source().orElse(PaperReader.SOURCE)));
      return outcome instanceof Read(Parsed parsed) && hasNoPaper(parsed)
          ? new Unrecognised(Reason.UNRECOGNISED, "JSON, but no paper in it")
          : outcome;
    }
    if (content.startsWith("<") || content.indexOf('\0') >= 0) {
      return unknown();
    }
    if (DailyPapersPage.recognises(content)) {
      return new Read(page(body, text.get(), context));
    }
    if (context.source().equals(Optional.of(DailyPapersPage.SOURCE)) && !content.isEmpty()) {
      return new Read(page(body, text.get(), context));
    }
    return unknown();
  }

  /// Reads papers as JSON.
  ///
  /// @param body unpacked
  public static Outcome readPapers(byte[] body, PaperReader reader) {
    return bounded(
        "papers",
        () ->
            Charsets.decode(body)
                .map(text -> readJson(text.strip(), reader))
                .orElseGet(Formats::notText));
  }

  private static Outcome readJson(String content, PaperReader reader) {
    byte[] utf8 = content.getBytes(StandardCharsets.UTF_8);
    return switch (PapersJson.read(utf8, reader)) {
      case PapersJson.Read(Parsed parsed) -> new Read(parsed);
      case PapersJson.NotJson(String detail) ->
          hasLineWithObject(content)
              ? new Read(readLines(utf8, reader))
              : new Unrecognised(Reason.JSON_MALFORMED, detail);
    };
  }

  /// Lines of which one is an object by itself are lines of papers, whatever the others are.
  private static boolean hasLineWithObject(String content) {
    return content.startsWith("{")
        && content.lines().skip(1).findAny().isPresent()
        && content.lines().map(Formats::utf8).anyMatch(Ndjson::isObject);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Parsed readLines(byte[] utf8, PaperReader reader) {
    List<Item> items = new ArrayList<>();
    try {
      PapersNdjson.read(new ByteArrayInputStream(utf8), reader, items::add);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory", e);
    }
    return new Parsed(Format.PAPERS_NDJSON, items);
  }

  private static boolean hasNoPaper(Parsed parsed) {
    return !parsed.items().isEmpty()
        && parsed.items().stream()
            .allMatch(item -> item instanceof Reject r && NO_PAPER.contains(r.reason()));
  }

  private static Unrecognised notText() {
    return new Unrecognised(
        Reason.CHARSET_MALFORMED, "neither UTF-8 nor UTF-16 with a byte order mark");
  }

  private static Unrecognised unknown() {
    return new Unrecognised(
        Reason.UNRECOGNISED,
        "neither a saved Daily Papers page nor papers as JSON, nor gzip or zstd of one");
  }
}
