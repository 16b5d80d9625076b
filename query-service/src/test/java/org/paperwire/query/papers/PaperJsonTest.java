package org.paperwire.query.papers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paperwire.query.PaperBuilder.paper;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PaperJsonTest {

  private final PaperJson json = new PaperJson(ObjectMapper.getDefault());

  private static Paper full() {
    return PaperFromTopic.paper(
        paper("arxiv:2409.02877")
            .titled("Attention, again")
            .by("Ada Lovelace")
            .published("2024-09")
            .listed("2024-09-05")
            .tagged("attention")
            .in("cs.CL")
            .seenAt("huggingface", "2409.02877")
            .seenAt("feed", null)
            .comments(14)
            .build());
  }

  /// Anything a source may have written, half characters left out: Avro strings are UTF-8.
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .ofMaxLength(80)
        .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
  }

  @Property(tries = 300)
  void whatIsWrittenIsReadBack(
      @ForAll("texts") String title, @ForAll("texts") String abstractText) {
    Paper paper =
        PaperFromTopic.paper(
            paper("arxiv:2409.02877").titled(title).saying(abstractText).by(title).build());
    assertThat(json.read(json.write(paper))).isEqualTo(paper);
  }

  @Test
  void allFieldsAreReadBack() {
    assertThat(json.read(json.write(full()))).isEqualTo(full());
  }

  @Property(tries = 300)
  void theCanonicalFormIsSortedAndOfTheSamePaper(@ForAll("texts") String title) throws IOException {
    Paper paper = PaperFromTopic.paper(paper("arxiv:2409.02877").titled(title).build());
    byte[] canonical = json.canonical(paper);
    assertThat(json.read(canonical)).isEqualTo(paper.withoutArrival());
    @SuppressWarnings("unchecked") // keys of a JSON object
    var members = (Map<String, Object>) ObjectMapper.getDefault().readValue(canonical, Map.class);
    assertThat(members.keySet()).containsExactlyElementsOf(new TreeMap<>(members).keySet());
  }

  @Test
  void theCanonicalFormTellsNothingOfArrival() {
    Paper early =
        PaperFromTopic.paper(paper("text:x").revision(1).firstSeen(Instant.EPOCH).build());
    Paper late =
        PaperFromTopic.paper(
            paper("text:x").revision(9).firstSeen(Instant.parse("2030-01-01T00:00:00Z")).build());
    assertThat(json.canonical(early)).isEqualTo(json.canonical(late));
  }

  @Test
  void unknownIsAbsentAndListsAreAlwaysThere() {
    String document =
        new String(
            json.write(PaperFromTopic.paper(paper("text:x").saying(null).build())),
            StandardCharsets.UTF_8);
    assertThat(document)
        .contains("\"authors\":[]", "\"identifiers\":{}", "\"tags\":[]", "\"sightings\":[]")
        .doesNotContain(
            "null", "\"abstract\"", "\"publishedAt\"", "\"comments\"", "\"mergedInto\"");
  }
}
