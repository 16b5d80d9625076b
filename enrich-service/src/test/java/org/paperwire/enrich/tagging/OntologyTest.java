package org.paperwire.enrich.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.paperwire.enrich.tagging.TaggingWords.file;
import static org.paperwire.enrich.tagging.TaggingWords.line;
import static org.paperwire.enrich.tagging.TaggingWords.paper;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OntologyTest {

  private static List<Tag> tags(String text, String... lines) {
    Vocabulary ontology = Ontology.parse(file("cso_lamps.jsonl", String.join("", lines)));
    return new PhraseRules(List.of(ontology)).tags(paper(text));
  }

  @Test
  void aTopicIsTaggedWithItsPrimaryLabel() {
    List<Tag> tags =
        tags(
            "Lamp-post optimisation for everyone",
            line("lamp post optimisation", "lamp post optimizations", "lamppost tuning"),
            line("lamp post optimizations", "lamp post optimizations", "lamppost tuning"));

    assertThat(tags)
        .singleElement()
        .satisfies(
            tag -> {
              assertThat(tag.tag()).isEqualTo("lamp-post-optimizations");
              assertThat(tag.label()).contains("Lamp post optimizations");
              assertThat(tag.origin()).isEqualTo("cso");
              assertThat(tag.rulesVersion()).matches("cso_lamps-[a-z2-7]{8}");
            });
  }

  @Test
  void anotherNameThatIsNoTopicOfItsOwnSaysTheSame() {
    assertThat(tags("On lamppost tuning", line("lamp posts", "lamp posts", "lamppost tuning")))
        .extracting(Tag::tag)
        .containsExactly("lamp-posts");
  }

  @ParameterizedTest
  @CsvSource({
    "efficient algorithm, An efficient algorithm for lamps",
    "semantics, The semantics of lamps",
    "bombs (ordnance), Bombs and lamps",
    "'models, economic', Models economic and otherwise",
    "sat, Where the lamp sat",
    "mac, Mac and cheese",
  })
  void whatSaysNothingOrIsNotHowTextsAreWrittenIsNotLookedFor(String topic, String text) {
    assertThat(tags(text, line(topic, topic))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "sat, SAT for lamps, sat, SAT",
    "sat, SATs for lamps, sat, SAT",
    "iot, The IoT of lamps, iot, IoT",
    "3g, Lamps on 3G, 3g, 3G",
    "gps, Lamps with GPS, gps, GPS",
    "robot, A robot with a lamp, robot, Robot",
    "c++, Lamps in C++, c-plus-plus, C++",
    "3d lamps, On 3D lamps, 3d-lamps, 3D lamps",
    "gaussian lamps, On Gaussian lamps, gaussian-lamps, Gaussian lamps",
    "degrees of brightness (optics), none, , ",
  })
  void acronymsNeedCapitalsAndLabelsGetThem(String topic, String text, String tag, String label) {
    List<Tag> tags = tags(text, line(topic, topic));

    if (tag == null) {
      assertThat(tags).isEmpty();
    } else {
      assertThat(tags).singleElement().extracting(Tag::tag).isEqualTo(tag);
      assertThat(tags.getFirst().label()).contains(label);
    }
  }

  @Test
  void aNameWithItsAbbreviationIsFoundByEither() {
    String topic = line("bright lamp network (bln)", "bright lamp network (bln)");

    assertThat(tags("Bright lamp networks", topic))
        .extracting(Tag::tag)
        .containsExactly("bright-lamp-network");
    assertThat(tags("Two BLNs", topic)).extracting(Tag::tag).containsExactly("bright-lamp-network");
    assertThat(tags("two bln", topic)).isEmpty();
  }

  @Test
  void anAbbreviationOfTwoTopicsIsNeither() {
    String one = line("bright lamp network (bln)", "bright lamp network (bln)");
    String other = line("blue light noise (bln)", "blue light noise (bln)");

    assertThat(tags("BLN", one, other)).isEmpty();
  }

  @Test
  void otherRulesAreAnotherVersionAndAPackedCopyIsNot() {
    String rules = line("lamp posts", "lamp posts");

    assertThat(Ontology.parse(file("a.jsonl", rules)).version())
        .isEqualTo(Ontology.parse(file("a.jsonl", rules)).version())
        .isNotEqualTo(Ontology.parse(file("a.jsonl", rules + rules)).version());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"topic\": 5}|'topic' must be a text",
        "{\"primary_label\": \"lamps\"}|'topic' is missing",
        "{\"topic\": \"lamps\", \"same_as\": \"lights\"}|'same_as' must be an array",
        "{\"topic\": \"lamps\", \"same_as\": [1]}|'same_as' must hold texts alone",
        "{\"topic\": \"lamps\"|not a JSON object",
        "[]|expected a JSON object",
        "{\"topic\": \"***\"}|'***' has no letter or digit",
      })
  void aBadLineIsNamed(String bad, String complaint) {
    String text = line("lamp posts", "lamp posts") + "\n" + bad + "\n" + line("bulbs", "bulbs");

    assertThatThrownBy(() -> Ontology.parse(file("cso.jsonl", text)))
        .isInstanceOf(TaxonomyException.class)
        .hasMessageStartingWith("cso.jsonl, line 3: ")
        .hasMessageContaining(complaint);
  }
}
