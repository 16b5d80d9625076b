package org.paperwire.enrich.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.paperwire.enrich.tagging.TaggingWords.from;
import static org.paperwire.enrich.tagging.TaggingWords.line;
import static org.paperwire.enrich.tagging.TaggingWords.paper;
import static org.paperwire.enrich.tagging.TaggingWords.vocabulary;
import static org.paperwire.enrich.tagging.TaggingWords.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaggerTest {

  private static final Path COMPUTER_SCIENCE =
      Path.of("../../shared/data/taxonomies/cso_topics.jsonl.gz");

  @TempDir Path folder;

  @Test
  void everyRuleSetSpeaksForItself() {
    // given
    Path lamps =
        write(folder, "cso_lamps.jsonl", line("reinforcement learning", "reinforcement learning"));
    Tagger tagger = Tagger.load(List.of(lamps));
    Taggable paper =
        new Taggable(
            "Reinforcement learning for lamps",
            Optional.of("Code: https://github.com/lab/lamps."),
            List.of("cs.LG", "I.2.6"),
            List.of());

    // when
    List<Tag> tags = tagger.tags(paper);

    // then
    assertThat(tags)
        .extracting(tag -> tag.tag() + " by " + tag.origin())
        .containsExactly(
            "code by code-links",
            "cs.LG by arxiv-categories",
            "reinforcement-learning by cso",
            "reinforcement-learning by paperwire-vocabulary");
  }

  @Test
  void aPaperThatSaysNothingHasNoTags() {
    assertThat(Tagger.load(List.of()).tags(paper("", ""))).isEmpty();
  }

  @Test
  void aPackedTaxonomyIsTheSameRules() throws IOException {
    String text = vocabulary("bulbs: light bulb");
    Path plain = write(folder, "bulbs.json", text);
    Path packed = Files.write(folder.resolve("bulbs.json.gz"), gzip(text));

    assertThat(Tagger.load(List.of(packed)).tags(paper("Light bulbs")))
        .isEqualTo(Tagger.load(List.of(plain)).tags(paper("Light bulbs")))
        .isNotEmpty();
  }

  @Test
  void anOntologyOfAnotherNameIsCalledByIt() {
    Path file = write(folder, "Street Lights.ndjson", line("lamp posts", "lamp posts"));

    assertThat(from("street-lights", Tagger.load(List.of(file)).tags(paper("Lamp posts"))))
        .containsExactly("lamp-posts");
  }

  @Test
  void twoRuleSetsOfOneNameAreRefused() {
    Path one = write(folder, "one.json", vocabulary("bulbs: light bulb"));
    Path other = write(folder, "other.json", vocabulary("posts: lamp post"));

    assertThatThrownBy(() -> Tagger.load(List.of(one, other)))
        .isInstanceOf(TaxonomyException.class)
        .hasMessageContaining("'garden'");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> Tagger.load(List.of(folder.resolve("gone.jsonl"))))
        .isInstanceOf(TaxonomyException.class)
        .hasMessageContaining("gone.jsonl");
  }

  @Test
  void aFolderIsNoTaxonomy() {
    assertThatThrownBy(() -> Tagger.load(List.of(folder)))
        .isInstanceOf(TaxonomyException.class)
        .hasMessageContaining(folder.toString());
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    byte[] packed = gzip(vocabulary("bulbs: light bulb"));
    Path torn = Files.write(folder.resolve("torn.gz"), Arrays.copyOf(packed, 30));
    Path latin = Files.write(folder.resolve("latin.json"), new byte[] {'{', (byte) 0xe9, '}'});

    assertThatThrownBy(() -> Tagger.load(List.of(torn))).hasMessageContaining("torn.gz");
    assertThatThrownBy(() -> Tagger.load(List.of(latin))).hasMessageContaining("latin.json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|line 1: ",
        "no json|line 1: not a JSON object",
        "{}|expected 'topics'",
        "{\"topics\": {}}|'topics' must be an array",
        "{\"topics\": [7]}|topics[0] must be an object",
        "{\"topics\": [{\"tag\": \"a b\", \"phrases\": [\"x\"]}]}|topics[0] 'tag' must be lower case",
        "{\"topics\": [{\"tag\": \"a\"}]}|topics[0] 'phrases' must be an array with at least one",
        "{\"topics\": [{\"tag\": \"a\", \"phrases\": [\"?\"]}]}|the phrase '?' has no letter",
        "{\"topics\": [{\"tag\": \"a\", \"tag\": \"b\"}]}|line 1: not a JSON object: Duplicate",
      })
  void aBadVocabularyIsRefusedByFileAndPlace(String text, String complaint) {
    Path bad = write(folder, "bad.json", text);

    assertThatThrownBy(() -> Tagger.load(List.of(bad)))
        .isInstanceOf(TaxonomyException.class)
        .hasMessageContaining("bad.json")
        .hasMessageContaining(complaint);
  }

  /// Shapes on which a matcher that goes back would take for ever; this one reads each once.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a ",
        "-",
        "\u0301",
        "large language ",
        "graph neural ",
        "graph\u0301 neural ",
        "c+",
        "C#",
        "1.",
        "a.",
        "http://",
        "www.",
        "github.com/",
        "github.com/a/",
        "gitlab.",
        "gitlab.a.",
        "~",
        "((",
        "\ud83d",
        "ﬃ",
        "\n",
        "LLM",
        "LLMs "
      })
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void aHundredThousandCharactersOfAnythingAreRead(String piece) {
    String text = piece.repeat(100_000 / piece.length() + 1);

    List<Tag> tags = Tagger.load(List.of()).tags(paper(text, text));

    assertThat(tags).allSatisfy(tag -> assertThat(tag.evidence()).isNotEmpty());
  }

  @Test
  void theComputerScienceOntologyIsReadWhereItLies() {
    Assumptions.assumeTrue(Files.exists(COMPUTER_SCIENCE));
    Tagger tagger = Tagger.load(List.of(COMPUTER_SCIENCE));

    List<Tag> tags =
        tagger.tags(
            paper(
                "Support vector machines (SVMs) on GPUs",
                "We train SVMs for named-entity recognition, an efficient algorithm; he sat in C++."));

    assertThat(from("cso", tags))
        .contains("c-plus-plus", "gpu", "named-entity-recognition", "svm")
        .doesNotContain("sat", "efficient-algorithm");
    assertThat(tags)
        .filteredOn(tag -> tag.origin().equals("cso"))
        .allSatisfy(tag -> assertThat(tag.rulesVersion()).matches("cso_topics-[a-z2-7]{8}"));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
