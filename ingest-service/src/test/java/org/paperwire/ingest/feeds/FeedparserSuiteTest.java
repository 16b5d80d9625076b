package org.paperwire.ingest.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.paperwire.ingest.Author;
import org.paperwire.ingest.Markup;
import org.paperwire.ingest.PlainText;
import org.paperwire.ingest.RealData;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.formats.Formats;
import org.paperwire.ingest.xml.SafeXml;

/// The suite of feedparser, which has the expected value in a comment of each feed. What is
/// compared is what a paper could have of it: title, link, id, summary and author of the first
/// entry, as plain text; a great part of the suite is about what HTML may be shown, of which we
/// show none.
@Tag("thorough")
class FeedparserSuiteTest {

  private static final Pattern EXPECTED =
      Pattern.compile(
          "Expect:\\s+(?:not bozo and )?entries\\[0\\]\\['(title|link|id|guid|summary|description|author)'\\]"
              + " == u?(['\"])(.*)\\2\\s*$",
          Pattern.MULTILINE);

  private static final Map<String, byte[]> SUITE = new TreeMap<>();

  @BeforeAll
  static void unpack() throws IOException {
    Path file = RealData.files("source_formats/feeds", "*.tar.gz").getFirst();
    try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(RealData.bytes(file)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (!entry.isDirectory()) {
          SUITE.put(entry.getName(), tar.readAllBytes());
        }
      }
    }
  }

  @Test
  void everyFeedIsReadOrRefusedWithAReason() {
    var refused = new TreeMap<Reason, Integer>();
    SUITE.forEach(
        (name, bytes) -> {
          switch (Formats.readCapture(bytes, CaptureContext.UNKNOWN)) {
            case Formats.Read(var parsed) ->
                assertThat(parsed.rejects())
                    .as(name)
                    .noneMatch(reject -> reject.reason() == Reason.PARSER_FAILED);
            case Formats.Unrecognised(Reason reason, String detail) -> {
              assertThat(reason).as("%s: %s", name, detail).isNotEqualTo(Reason.PARSER_FAILED);
              refused.merge(reason, 1, Integer::sum);
            }
          }
        });
    System.out.printf("feedparser suite: %d files, refused %s%n", SUITE.size(), refused);
    assertThat(SUITE).hasSize(1_382);
  }

  @Test
  void whatAPaperCouldHaveOfAnEntryIsAsExpected() {
    var failures = new ArrayList<String>();
    int compared = 0;
    for (Map.Entry<String, byte[]> feed : SUITE.entrySet()) {
      Matcher expected = EXPECTED.matcher(new String(feed.getValue(), StandardCharsets.UTF_8));
      if (!expected.find()) {
        continue;
      }
      compared++;
      String field = expected.group(1);
      String value = plain(field, python(expected.group(3)));
      String actual = plain(field, actual(feed.getValue(), field));
      if (!actual.equals(value)) {
        failures.add(
            "%s: %s is '%s', expected '%s'".formatted(feed.getKey(), field, actual, value));
      }
    }
    System.out.printf(
        "feedparser suite: %d of %d as expected%n%s%n",
        compared - failures.size(), compared, String.join("\n", failures));
    assertThat((double) (compared - failures.size()) / compared).isGreaterThan(0.9);
  }

  private static String actual(byte[] bytes, String field) {
    if (!(SafeXml.read(bytes) instanceof SafeXml.Document(var root))) {
      return "(no XML)";
    }
    Function<FeedEntry, String> value =
        switch (field) {
          case "title" -> entry -> entry.title().orElse("");
          case "link" -> entry -> entry.links().stream().findFirst().orElse("");
          case "id", "guid" -> entry -> entry.id().orElse("");
          case "author" ->
              entry -> String.join(", ", entry.authors().stream().map(Author::name).toList());
          default -> entry -> entry.summary().orElse("");
        };
    return Feeds.elements(root).stream()
        .findFirst()
        .map(element -> Feeds.entry(root, element).map(value).orElse("(unreadable)"))
        .orElse("(no entry)");
  }

  private static String plain(String field, String text) {
    return PlainText.fold(
        field.equals("summary") || field.equals("description") || field.equals("title")
            ? Markup.text(text)
            : text);
  }

  /// A text as Python writes it.
  private static String python(String literal) {
    var text = new StringBuilder();
    Matcher escape = Pattern.compile("\\\\(u[0-9a-f]{4}|x[0-9a-f]{2}|.)").matcher(literal);
    while (escape.find()) {
      String what = escape.group(1);
      String character =
          what.length() > 1
              ? Character.toString(Integer.parseInt(what.substring(1), 16))
              : what.equals("n") ? "\n" : what.equals("t") ? "\t" : what;
      escape.appendReplacement(text, Matcher.quoteReplacement(character));
    }
    return escape.appendTail(text).toString();
  }
}
