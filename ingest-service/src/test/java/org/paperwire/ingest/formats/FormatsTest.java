package org.paperwire.ingest.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.Sighting;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.papers.PaperReader;

class FormatsTest {

  private static final String PAGE =
      "Get trending papers in your email inbox!\n\nSubscribe\n\nFolding Maps\n\nWe fold maps.\n";

  @Test
  void aPageIsToldFromItsHeaderOrItsBylines() {
    assertThat(read(PAGE).format()).isEqualTo(Format.DAILY_PAPERS_PAGE);
    assertThat(read("Folding Maps\n\nWe fold maps.\n\n  • 3 authors\n·\nJul 8\n").format())
        .isEqualTo(Format.DAILY_PAPERS_PAGE);
  }

  @ParameterizedTest
  @CsvSource({"UTF-8,", "UTF-8,\uFEFF", "UTF-16LE,\uFEFF", "UTF-16BE,\uFEFF"})
  void aPageMayBeInAnyUnicode(String charset, String mark) {
    String page = Optional.ofNullable(mark).orElse("") + PAGE.replace("maps", "mäps");

    Parsed parsed = read(page.getBytes(Charset.forName(charset)));

    assertThat(parsed.sightings().getFirst().statement().abstractText()).contains("We fold mäps.");
  }

  @Test
  void jsonIsToldFromItsFirstCharacter() {
    assertThat(read("{\"title\": \"T\"}").format()).isEqualTo(Format.PAPERS_JSON);
    assertThat(read(" [{\"title\": \"T\"}]").format()).isEqualTo(Format.PAPERS_JSON);
    assertThat(read("{\"title\": \"T\"}\n{\"title\": \"U\"}").format())
        .isEqualTo(Format.PAPERS_NDJSON);
    assertThat(read("{broken\n{\"title\": \"U\"}").rejects()).hasSize(1);
  }

  @Test
  void theSourceThatIsGivenSpeaks() {
    var context =
        new CaptureContext(
            Optional.empty(), Optional.empty(), Optional.of(new SourceName("mirror")));

    for (String body : new String[] {PAGE, "[{\"title\": \"T\"}]"}) {
      Sighting sighting = parsed(Formats.readCapture(utf8(body), context)).sightings().getFirst();
      assertThat(sighting.origin().source()).isEqualTo(new SourceName("mirror"));
    }
  }

  @Test
  void theSourceOfThePagesVouchesForAPageThatNothingElseTells() {
    var context =
        new CaptureContext(
            Optional.empty(), Optional.empty(), Optional.of(new SourceName("huggingface")));
    byte[] cards = utf8("Folding Maps\n\nWe fold maps.\n");

    assertThat(Formats.readCapture(cards, CaptureContext.UNKNOWN))
        .isInstanceOf(Formats.Unrecognised.class);
    assertThat(parsed(Formats.readCapture(cards, context)).sightings()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n",
        "hello",
        "<html>Get trending papers in your email inbox!</html>",
        "{\"a\": 1}",
        "{\"a\": ",
        "[1, 2]",
        "Get trending papers in your email inbox!\u0000"
      })
  void whatIsNothingIsUnrecognised(String body) {
    assertThat(Formats.readCapture(utf8(body), CaptureContext.UNKNOWN))
        .isInstanceOf(Formats.Unrecognised.class);
  }

  @Test
  void aPageInAnotherCharsetIsRefusedAndNotGuessed() {
    byte[] latin1 = PAGE.replace("maps", "m\u00e4ps").getBytes(StandardCharsets.ISO_8859_1);

    assertThat(Formats.readCapture(latin1, CaptureContext.UNKNOWN))
        .isInstanceOfSatisfying(
            Formats.Unrecognised.class,
            no -> assertThat(no.reason()).isEqualTo(Reason.CHARSET_MALFORMED));
  }

  @Test
  void anEmptyListIsAListAndAPageWithoutCardsIsAPage() {
    assertThat(read("[]").items()).isEmpty();
    assertThat(read("Get trending papers in your email inbox!\n\nOct 30\n").items()).isEmpty();
  }

  @Property
  void anyBytesHaveAnOutcome(@ForAll byte[] bytes) {
    assertThat(Formats.readCapture(bytes, CaptureContext.UNKNOWN)).isNotNull();
    assertThat(Formats.readPapers(bytes, new PaperReader(PaperReader.SOURCE))).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"title": "T"}~{"title": "U"}       | true
          {"title": "T"}~~~{                  | true
          {"title": "T"}~                     | false
          {"title": "T"}                      | false
          {~"title": "T"}                     | false
          [{"title": "T"},~{"title": "U"}]    | false
          Folding Maps~{"title": "T"}         | false
          """)
  void aPaperALineIsToldFromTheFirstLine(String body, boolean isNdjson) throws IOException {
    byte[] bytes = utf8(body.replace('~', '\n'));

    Ndjson sniffed = Ndjson.sniff(new ByteArrayInputStream(bytes), Room.ENDLESS);

    assertThat(sniffed.isNdjson()).isEqualTo(isNdjson);
    assertThat(sniffed.body().readAllBytes()).isEqualTo(bytes);
  }

  @Test
  void noMoreThanALineIsLookedAt() throws IOException {
    byte[] long1 = utf8("x".repeat(Limits.ITEM_BYTES_MAX * 2));

    Ndjson sniffed = Ndjson.sniff(new ByteArrayInputStream(long1), Room.ENDLESS);

    assertThat(sniffed.isNdjson()).isFalse();
    assertThat(sniffed.body().readAllBytes()).isEqualTo(long1);
  }

  private static Parsed read(String body) {
    return read(utf8(body));
  }

  private static Parsed read(byte[] body) {
    return parsed(Formats.readCapture(body, CaptureContext.UNKNOWN));
  }

  private static Parsed parsed(Formats.Outcome outcome) {
    assertThat(outcome).isInstanceOf(Formats.Read.class);
    return ((Formats.Read) outcome).parsed();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
