package org.paperwire.enrich.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paperwire.enrich.tagging.TaggingWords.paper;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TaggerPropertiesTest {

  private static final Vocabulary SHIPPED =
      Vocabulary.parse(RuleFile.shipped("paperwire-vocabulary.json"));
  private static final Tagger TAGGER = Tagger.load(List.of());
  private static final Set<String> PHRASES = reducedPhrases();

  private static Set<String> reducedPhrases() {
    Set<String> reduced = new HashSet<>();
    for (Topic topic : SHIPPED.topics()) {
      for (Topic.Phrase phrase : topic.phrases()) {
        reduced.add(WordText.phrase(phrase.text()));
        reduced.add(WordText.phrase(phrase.text().replace("-", "")));
      }
    }
    return reduced;
  }

  @Property
  void evidenceStandsWhereItSaysAndReducesToAPhrase(@ForAll("texts") String text) {
    for (Tag tag : TAGGER.tags(paper(text, text))) {
      for (Evidence evidence : tag.evidence()) {
        int start = evidence.start().getAsInt();
        int end = evidence.end().getAsInt();
        assertThat(text.substring(start, end)).isEqualTo(evidence.text());
        if (tag.origin().equals(SHIPPED.origin())) {
          assertThat(PHRASES).contains(WordText.of(evidence.text()).letters());
          assertThat(start == 0 || !Character.isLetterOrDigit(text.codePointBefore(start)))
              .isTrue();
          assertThat(end == text.length() || !Character.isLetterOrDigit(text.codePointAt(end)))
              .isTrue();
        }
      }
    }
  }

  @Property
  void aPhraseIsFoundHoweverItIsDressed(
      @ForAll("phrases") String phrase, @ForAll("dresses") Dress dress, @ForAll String before) {
    // given
    String text = before + ". " + dress.on(phrase) + ". After.";

    // when
    List<Tag> tags = TAGGER.tags(paper(text));

    // then
    assertThat(tags)
        .flatExtracting(Tag::evidence)
        .extracting(each -> WordText.of(each.text()).letters())
        .anySatisfy(found -> assertThat(found).contains(WordText.phrase(phrase)));
  }

  @Property
  void anyInputHasTheSameTagsEveryTimeInOrder(
      @ForAll String title,
      @ForAll("texts") String text,
      @ForAll List<String> categories,
      @ForAll List<String> links) {
    Taggable paper = new Taggable(title, Optional.of(text), categories, links);

    List<Tag> tags = TAGGER.tags(paper);

    assertThat(TAGGER.tags(paper)).isEqualTo(tags);
    assertThat(tags)
        .extracting(tag -> tag.tag() + "\n" + tag.origin())
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(tags)
        .allSatisfy(tag -> assertThat(tag.evidence()).hasSizeBetween(1, Tag.EVIDENCE_MAX));
  }

  /// Phrases among anything: all of Unicode, halves of surrogate pairs, ligatures, marks.
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> anything = Arbitraries.strings().all().ofMaxLength(12);
    Arbitrary<String> hostile =
        Arbitraries.of(
            "\ud83d",
            "\ude00",
            "😀",
            "𝐠𝐫𝐚𝐩𝐡",
            "ﬁ",
            "e\u0301",
            "\u0301",
            "\u00ad",
            "\u200b",
            "\u200d",
            "½",
            "ǆ",
            "İ",
            "ß",
            "#",
            "++",
            ".",
            "-",
            " ",
            " ",
            "\n",
            "2.0",
            "LLMs",
            "http://",
            "s");
    return Arbitraries.oneOf(
            anything,
            hostile,
            phrases(),
            Combinators.combine(phrases(), dresses()).as((p, d) -> d.on(p)))
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> phrases() {
    List<String> small =
        SHIPPED.topics().stream()
            .flatMap(topic -> topic.phrases().stream())
            .filter(phrase -> phrase.spelling() == Topic.Spelling.ANY)
            .map(Topic.Phrase::text)
            .toList();
    return Arbitraries.of(small);
  }

  @Provide
  Arbitrary<Dress> dresses() {
    return Arbitraries.of(Dress.values());
  }

  /// Ways to write a phrase without saying anything else.
  enum Dress {
    PLAIN {
      @Override
      String on(String phrase) {
        return phrase;
      }
    },
    SHOUTED {
      @Override
      String on(String phrase) {
        return phrase.toUpperCase(Locale.ROOT);
      }
    },
    SPACED {
      @Override
      String on(String phrase) {
        return phrase.replace(" ", " \n\t").replace("-", "\u2011");
      }
    },
    ACCENTED {
      @Override
      String on(String phrase) {
        return phrase.replace("a", "a\u0308").replace("o", "ö").replace("e", "é\u0327");
      }
    },
    LIGATED {
      @Override
      String on(String phrase) {
        return phrase.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ").replace("st", "ﬆ");
      }
    },
    BOLD {
      @Override
      String on(String phrase) {
        StringBuilder bold = new StringBuilder();
        phrase
            .codePoints()
            .map(c -> c >= 'a' && c <= 'z' ? 0x1D41A + c - 'a' : c)
            .forEach(bold::appendCodePoint);
        return bold.toString();
      }
    };

    abstract String on(String phrase);
  }

  @Property(tries = 20)
  void manyThreadsGetWhatOneGets(@ForAll("texts") String text) {
    List<Tag> alone = TAGGER.tags(paper(text));

    assertThat(IntStream.range(0, 64).parallel().mapToObj(_ -> TAGGER.tags(paper(text))).toList())
        .allSatisfy(tags -> assertThat(tags).isEqualTo(alone));
  }
}
