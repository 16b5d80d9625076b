package org.paperwire.ingest.papers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.Reject;
import org.paperwire.ingest.Seen;
import org.paperwire.ingest.json.JsonSlice;

class PapersNdjsonTest {

  @Test
  void aBadLineNeverStopsTheGoodOnes() throws IOException {
    List<Item> items =
        read(
            """
            {"title": "Good"}

            {"title": "Broken
            {}
            {"title": "Good too"}\
            """);

    assertThat(items.stream().map(PapersNdjsonTest::told))
        .containsExactly("1 Good", "3 json-malformed", "4 title-missing", "5 Good too");
  }

  @Test
  void lineEndsAndByteOrderMarksAreNoContent() throws IOException {
    assertThat(
            read("\uFEFF{\"title\": \"One\"}\r\n\r\n{\"title\": \"Two\"}\r\n").stream()
                .map(PapersNdjsonTest::told))
        .containsExactly("1 One", "3 Two");
  }

  @Test
  void aLineThatIsTooLongIsPassedOverWithoutBeingHeld() throws IOException {
    String tooLong = "x".repeat(Limits.ITEM_BYTES_MAX * 3);

    List<Item> items = read("{\"title\": \"One\"}\n" + tooLong + "\n{\"title\": \"Three\"}\n");

    assertThat(items.stream().map(PapersNdjsonTest::told))
        .containsExactly("1 One", "2 too-large", "3 Three");
    assertThat(((Reject) items.get(1)).raw().bytes().size()).isEqualTo(Limits.ITEM_BYTES_MAX + 1);
  }

  @Test
  void anArrayAndItsLinesSayTheSame() throws IOException {
    List<String> papers =
        List.of(
            "{\"title\": \"One\"}",
            "{\"title\":\"Two\", \"title\":\"Two\"}",
            "7",
            "{\"title\": \"ü\"}");

    Parsed array = array(" [" + String.join(" ,\n", papers) + "] ");
    List<Item> lines = read(String.join("\n", papers));

    assertThat(array.items()).isEqualTo(lines);
    assertThat(array.rejects().stream().map(Reject::reason))
        .containsExactly(Reason.JSON_MALFORMED, Reason.NOT_A_PAPER);
  }

  @Test
  void anArrayThatIsCutShortIsRefusedAsAWhole() {
    assertThat(JsonSlice.of(utf8("[{\"title\": \"One\"}, {\"tit")))
        .isInstanceOf(JsonSlice.NotJson.class);
  }

  @Property
  void theOrderOfLinesIsNoPartOfTheirIds(@ForAll("lines") List<String> lines, @ForAll long seed)
      throws IOException {
    var shuffled = new ArrayList<>(lines);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(ids(read(String.join("\n", shuffled))))
        .containsExactlyInAnyOrderElementsOf(ids(read(String.join("\n", lines))));
  }

  @Property
  void everyLineThatIsNotBlankBecomesOneItem(@ForAll("lines") List<String> lines)
      throws IOException {
    List<Item> items = read(String.join("\n", lines));

    assertThat(items).hasSize((int) lines.stream().filter(line -> !line.isBlank()).count());
  }

  @Property
  void noBytesMakeItThrow(@ForAll byte[] bytes) throws IOException {
    var items = new ArrayList<Item>();
    PapersNdjson.read(
        new ByteArrayInputStream(bytes), reader().lines(), part -> items.addAll(part.items()));

    assertThat(items).allMatch(item -> item.at() >= 1);
    assertThat(JsonSlice.of(bytes)).isNotNull();
  }

  @Provide
  Arbitrary<List<String>> lines() {
    return Arbitraries.oneOf(
            Arbitraries.integers().between(1, 9).map("{\"title\": \"Paper %d\"}"::formatted),
            Arbitraries.integers()
                .between(1, 9)
                .map("{\"title\": \"Paper\", \"sourceId\": \"%d\"}"::formatted),
            Arbitraries.of("", "{", "[]", "null", "{\"title\": 1}", "\"", "}{"))
        .list()
        .ofMaxSize(20);
  }

  private static List<String> ids(List<Item> items) {
    return items.stream()
        .filter(Seen.class::isInstance)
        .map(item -> ((Seen) item).sighting().sightingId())
        .collect(Collectors.toList());
  }

  private static String told(Item item) {
    return switch (item) {
      case Seen seen -> seen.at() + " " + seen.sighting().statement().title();
      case Reject reject -> reject.at() + " " + reject.reason().slug();
    };
  }

  private static List<Item> read(String lines) throws IOException {
    var items = new ArrayList<Item>();
    PapersNdjson.read(
        new ByteArrayInputStream(utf8(lines)),
        reader().lines(),
        part -> items.addAll(part.items()));
    return items;
  }

  private static Parsed array(String json) {
    return PapersJson.read(((JsonSlice.Document) JsonSlice.of(utf8(json))).root(), reader());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static PaperReader reader() {
    return new PaperReader(PaperReader.SOURCE);
  }
}
