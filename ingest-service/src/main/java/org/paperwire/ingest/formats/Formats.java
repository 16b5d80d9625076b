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
import java.util.regex.Pattern;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.Charsets;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.ParserBoundary;
import org.paperwire.ingest.PlainText;
import org.paperwire.ingest.Reading;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.Reject;
import org.paperwire.ingest.bibtex.Bibtex;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.captures.DailyPapersPage;
import org.paperwire.ingest.huggingface.DailyPapersHtml;
import org.paperwire.ingest.json.JsonSlice;
import org.paperwire.ingest.papers.PaperReader;
import org.paperwire.ingest.papers.PapersJson;
import org.paperwire.ingest.papers.PapersNdjson;
import org.paperwire.ingest.papers.PapersNdjson.LineReader;
import org.paperwire.ingest.xml.SafeXml;

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

  /// How web pages begin, whatever stands before it.
  private static final Pattern PAGE =
      Pattern.compile(
          "\\A(?:\\s|\\uFEFF|<!--(?s:.{0,1000}?)-->|<\\?xml[^>]{0,200}>)*+"
              + "(?i:<!doctype\\s+html|<(?:html|head|body)\\b)");

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

  /// Reads the lines of a capture: papers in our own form or records of any source, each of which
  /// is told by itself.
  public static LineReader captureLines(CaptureContext context) {
    return JsonFormats.lines(context);
  }

  private static Parsed page(byte[] body, String text, CaptureContext context) {
    return DailyPapersPage.parse(Bytes.of(body), text, context);
  }

  private static Outcome bounded(String parser, Supplier<Outcome> reading) {
    return ParserBoundary.read(
        parser, reading, detail -> new Unrecognised(Reason.PARSER_FAILED, detail));
  }

  private static Outcome capture(byte[] body, CaptureContext context) {
    if (SafeXml.looksLikeIt(body)) {
      return markup(body, context);
    }
    Optional<String> text = Charsets.decode(body);
    if (text.isEmpty()) {
      return notText();
    }
    String content = text.get().strip();
    if (content.startsWith("{") || content.startsWith("[")) {
      return json(utf8(content), context);
    }
    if (content.indexOf('\0') >= 0) {
      return unknown();
    }
    if (DailyPapersPage.recognises(content)) {
      return new Read(page(body, text.get(), context));
    }
    if (Bibtex.recognises(content)) {
      return new Read(Bibtex.parse(content, context));
    }
    if (context.source().equals(Optional.of(DailyPapersPage.SOURCE)) && !content.isEmpty()) {
      return new Read(page(body, text.get(), context));
    }
    return unknown();
  }

  private static Outcome json(byte[] utf8, CaptureContext context) {
    return switch (JsonSlice.of(utf8)) {
      case JsonSlice.Document(JsonSlice document) ->
          JsonFormats.read(document, context)
              .map(Formats::outcome)
              .orElseGet(
                  () -> {
                    Parsed parsed = PapersJson.read(document, reader(context));
                    return hasNoPaper(parsed) ? noPapers(document) : new Read(parsed);
                  });
      case JsonSlice.NotJson(String detail) -> lines(utf8, captureLines(context), detail);
    };
  }

  /// Sources that have nothing to say but what went wrong mostly say it alike.
  private static Unrecognised noPapers(JsonSlice document) {
    return document
        .field("error")
        .flatMap(JsonSlice::text)
        .filter(said -> !said.isBlank())
        .map(
            said ->
                new Unrecognised(
                    Reason.ERROR_ANSWER, "an answer that says: " + PlainText.quoted(said)))
        .orElseGet(() -> new Unrecognised(Reason.UNRECOGNISED, "JSON, but no paper in it"));
  }

  /// XML of a source, or a web page.
  private static Outcome markup(byte[] body, CaptureContext context) {
    Optional<String> page = Charsets.decode(body).filter(text -> PAGE.matcher(text).find());
    return page.map(text -> html(text, context))
        .orElseGet(() -> outcome(XmlFormats.read(body, context)));
  }

  private static Outcome outcome(Reading reading) {
    return switch (reading) {
      case Reading.Papers(Parsed parsed) -> new Read(parsed);
      case Reading.Nothing(Reason reason, String detail) -> new Unrecognised(reason, detail);
    };
  }

  private static Outcome html(String content, CaptureContext context) {
    return DailyPapersHtml.properties(content)
        .map(
            properties ->
                switch (properties) {
                  case JsonSlice.Document(JsonSlice document) ->
                      (Outcome) new Read(DailyPapersHtml.parse(document, context));
                  case JsonSlice.NotJson(String detail) ->
                      new Unrecognised(Reason.JSON_MALFORMED, "the page's data-props: " + detail);
                })
        .orElseGet(
            () ->
                new Unrecognised(
                    Reason.HTML_PAGE, "a web page, and none that has its papers in it"));
  }

  private static PaperReader reader(CaptureContext context) {
    return new PaperReader(context.source().orElse(PaperReader.SOURCE));
  }

  /// Reads papers as JSON.
  ///
  /// @param body unpacked
  public static Outcome readPapers(byte[] body, PaperReader reader) {
    return bounded(
        "papers",
        () ->
            Charsets.decode(body)
                .map(text -> readOwn(utf8(text.strip()), reader))
                .orElseGet(Formats::notText));
  }

  private static Outcome readOwn(byte[] utf8, PaperReader reader) {
    return switch (JsonSlice.of(utf8)) {
      case JsonSlice.Document(JsonSlice document) -> new Read(PapersJson.read(document, reader));
      case JsonSlice.NotJson(String detail) -> lines(utf8, reader.lines(), detail);
    };
  }

  /// Lines of which one is an object by itself are lines of papers, whatever the others are.
  private static Outcome lines(byte[] utf8, LineReader reader, String notJson) {
    return hasLineWithObject(new String(utf8, StandardCharsets.UTF_8))
        ? new Read(readLines(utf8, reader))
        : new Unrecognised(Reason.JSON_MALFORMED, notJson);
  }

  private static boolean hasLineWithObject(String content) {
    return content.startsWith("{")
        && content.lines().skip(1).findAny().isPresent()
        && content.lines().map(Formats::utf8).anyMatch(Ndjson::isObject);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Parsed readLines(byte[] utf8, LineReader reader) {
    List<Item> items = new ArrayList<>();
    try {
      PapersNdjson.read(new ByteArrayInputStream(utf8), reader, line -> items.addAll(line.items()));
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory", e);
    }
    return Parsed.of(Format.PAPERS_NDJSON, items);
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
        "nothing that begins like a format that is read, nor gzip or zstd of one");
  }
}
