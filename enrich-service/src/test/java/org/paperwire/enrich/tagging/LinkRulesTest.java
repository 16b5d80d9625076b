package org.paperwire.enrich.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.paperwire.enrich.tagging.TaggingWords.file;
import static org.paperwire.enrich.tagging.TaggingWords.linking;
import static org.paperwire.enrich.tagging.TaggingWords.paper;
import static org.paperwire.enrich.tagging.TaggingWords.words;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkRulesTest {

  private final LinkRules rules = LinkRules.parse(RuleFile.shipped("code-links.json"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Code: §.",
        "Code (§).",
        "Code (§), data.",
        "See [§]; or not",
        "\\url{§}",
        "<a href=\"§\">",
        "here: '§'!",
        "§/",
        "§/tree/main/src.",
        "§#readme",
        "§?tab=readme",
        "§…",
        "§。",
        "\n§\n",
      })
  void whatStandsAroundAnAddressIsNoPartOfIt(String sentence) {
    // given
    String address = "https://github.com/lamp-lab/bright_lamps.js";
    String text = sentence.replace("§", address);

    // when
    List<Tag> tags = rules.tags(paper("Lamps", text));

    // then
    assertThat(tags)
        .singleElement()
        .satisfies(
            tag -> {
              assertThat(tag.tag()).isEqualTo("code");
              assertThat(tag.label()).contains("Code");
              assertThat(tag.origin()).isEqualTo("code-links");
              assertThat(words(tag)).containsExactly(address);
              assertThat(tag.evidence().getFirst().start()).hasValue(text.indexOf(address));
            });
  }

  @ParameterizedTest
  @CsvSource({
    "github.com/lab/lamps, code",
    "http://www.GitHub.com/lab/lamps, code",
    "https://gist.github.com/lab/0a1b2c, code",
    "https://gitlab.com/lab/lamps, code",
    "https://gitlab.example.ac.uk/lab/lamps, code",
    "https://bitbucket.org/lab/lamps, code",
    "https://codeberg.org/lab/lamps, code",
    "https://git.sr.ht/~lab/lamps, code",
    "https://anonymous.4open.science/r/lamps-1A2B, code",
    "https://huggingface.co/lab/lamps-7b, model",
    "https://hf.co/lab/lamps-7b, model",
    "https://huggingface.co/datasets/lab/lamps, dataset",
    "https://huggingface.co/spaces/lab/lamps, demo",
    "https://huggingface.co/papers/2409.02877, ",
    "https://huggingface.co/lab, ",
    "https://huggingface.co/datasets/lab, ",
    "https://github.com/lab, ",
    "https://github.com/topics/lamps, ",
    "https://github.com/topics-lab/lamps, code",
    "https://notgithub.com/lab/lamps, ",
    "https://github.community/lab/lamps, ",
    "mail@github.com/lab/lamps, ",
    "https://example.org/lab/lamps, ",
  })
  void theHostAndThePathSayWhatIsThere(String link, String tag) {
    List<Tag> tags = rules.tags(linking(link));

    assertThat(tags).extracting(Tag::tag).isEqualTo(tag == null ? List.of() : List.of(tag));
    assertThat(tags)
        .flatExtracting(Tag::evidence)
        .allSatisfy(each -> assertThat(each).isEqualTo(Evidence.entry("links", link)));
  }

  @Test
  void aTemplateThatIsNoneIsRefusedByName() {
    String text =
        """
        {"name": "n", "version": "1", "rules": [
          {"tag": "code", "label": "Code", "addresses": ["github.com"]}]}
        """;

    assertThatThrownBy(() -> LinkRules.parse(file("links.json", text)))
        .isInstanceOf(TaxonomyException.class)
        .hasMessageContaining("links.json")
        .hasMessageContaining("rules[0]")
        .hasMessageContaining("'github.com'");
  }
}
