package org.paperwire.enrich.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paperwire.enrich.tagging.TaggingWords.file;
import static org.paperwire.enrich.tagging.TaggingWords.paper;
import static org.paperwire.enrich.tagging.TaggingWords.vocabulary;
import static org.paperwire.enrich.tagging.TaggingWords.words;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhraseRulesTest {

  private static PhraseRules rules(String... topics) {
    return new PhraseRules(List.of(Vocabulary.parse(file("garden.json", vocabulary(topics)))));
  }

  private static List<String> tags(PhraseRules rules, String text) {
    return rules.tags(paper(text)).stream().map(Tag::tag).toList();
  }

  @Test
  void aTagSaysWhichWordsGaveItAndWhereTheyStand() {
    // given
    PhraseRules rules = rules("graphs: graph");

    // when
    List<Tag> tags = rules.tags(paper("On Graphs", "A graph is drawn."));

    // then
    assertThat(tags)
        .singleElement()
        .satisfies(
            tag -> {
              assertThat(tag.origin()).isEqualTo("garden");
              assertThat(tag.label()).contains("graphs");
              assertThat(tag.rulesVersion()).startsWith("7-");
              assertThat(tag.evidence())
                  .containsExactly(
                      new Evidence("title", "Graphs", OptionalInt.of(3), OptionalInt.of(9)),
                      new Evidence("abstract", "graph", OptionalInt.of(2), OptionalInt.of(7)));
            });
  }

  @Test
  void ofManyPlacesTheFirstFourAreNamed() {
    Tag tag = rules("graphs: graph").tags(paper("graph graph graph graph graph graph")).getFirst();

    assertThat(tag.evidence())
        .extracting(each -> each.start().getAsInt())
        .containsExactly(0, 6, 12, 18);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "graph neural network",
        "Graph Neural Networks",
        "GRAPH NEURAL NETWORKS",
        "graph-neural networks",
        "graph\n  neural\u00a0network",
        "graph neural net\u00adwork",
        "``graph'' neural network",
        "$graph$ neural network",
        "gráph neural nétwork",
        "gra\u0301ph neural network",
        "ｇｒａｐｈ neural network",
        "(graph neural network)",
        "graph neural network's",
        "graph neural network.",
      })
  void howAPhraseIsWrittenMakesNoDifference(String text) {
    assertThat(tags(rules("gnn: graph neural network"), text)).containsExactly("gnn");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "paragraph neural network",
        "graph neural networking",
        "graph. Neural network",
        "graph, neural network",
        "graph (neural) network",
        "graph neural",
        "https://example.org/graph-neural-network",
      })
  void onlyTheWholeWordsInOneThoughtAreAPhrase(String text) {
    assertThat(tags(rules("gnn: graph neural network"), text)).isEmpty();
  }

  @Test
  void noLetterOfUnicodeIsTheEdgeOfAWord() {
    PhraseRules rules = rules("graphs: graph");

    IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .filter(Character::isLetterOrDigit)
        .filter(letter -> !isAnS(letter))
        .mapToObj(Character::toString)
        .forEach(
            letter ->
                assertThat(tags(rules, "graph" + letter + ", " + letter + "graph")).isEmpty());
  }

  private static boolean isAnS(int letter) {
    return Normalizer.normalize(Character.toString(letter), Normalizer.Form.NFKD)
        .toLowerCase(Locale.ROOT)
        .startsWith("s");
  }

  @ParameterizedTest
  @CsvSource({
    "query, queries",
    "hash, hashes",
    "cache, caches",
    "class, classes",
    "LLM, LLMs",
    "API, APIs",
    "tree, trees",
    "fine-tuning, finetuning",
    "fine-tuning, fine tuning",
    "naïve bayes, naive bayes",
    "œuvre, œuvres",
    "oﬃce, office",
    "node.js, node js",
    "web 2.0, web-2.0",
  })
  void pluralsHyphensAccentsAndLigaturesAreFolded(String phrase, String text) {
    assertThat(tags(rules("found: " + phrase), "On " + text + " again")).containsExactly("found");
  }

  @Test
  void aHyphenThatAPhraseLacksIsNotInvented() {
    assertThat(tags(rules("found: finetuning"), "On fine-tuning again")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"semantics, semantic", "analysis, analysi", "bus, bu", "SAT, sat", "MIP, MIPS"})
  void whatOnlyLooksLikeAPluralOrAnAcronymIsNotFolded(String phrase, String text) {
    assertThat(tags(rules("found: " + phrase), "On " + text + " again")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "RAG, RAG helps, true",
    "RAG, RAGs help, true",
    "RAG, a rag helps, false",
    "RAG, Rag dolls, false",
    "LoRA, we use LoRA, true",
    "LoRA, a LoRa radio, false",
    "LoRA, LORA, false",
    "rag, A RAG, true",
  })
  void aPhraseWithCapitalsAsksForJustThese(String phrase, String text, boolean found) {
    assertThat(tags(rules("found: " + phrase), text).contains("found")).isEqualTo(found);
  }

  @Test
  void theLongestPhraseWins() {
    PhraseRules rules =
        rules("graph: graph", "network: neural network", "gnn: graph neural network");

    assertThat(tags(rules, "A graph neural network")).containsExactly("gnn");
    assertThat(tags(rules, "A graph neural network on a graph")).containsExactly("gnn", "graph");
  }

  @Test
  void phrasesThatOverlapAreBothGiven() {
    PhraseRules rules = rules("first: deep graph", "second: graph search");

    assertThat(tags(rules, "A deep graph search")).containsExactly("first", "second");
  }

  @Test
  void aVocabularyMayAskForWhatIsInsideToo() {
    String text = vocabulary("graph: graph", "search: graph search");
    String nested = text.replace("\"topics\"", "\"nested\": true, \"topics\"");
    PhraseRules rules = new PhraseRules(List.of(Vocabulary.parse(file("garden.json", nested))));

    assertThat(tags(rules, "Graph search")).containsExactly("search", "graph");
  }

  @Test
  void vocabulariesDoNotHideEachOthersPhrases() {
    Vocabulary one = Vocabulary.parse(file("a.json", vocabulary("graph: graph")));
    Vocabulary other = Vocabulary.parse(file("b.json", vocabulary("search: graph search")));
    PhraseRules rules = new PhraseRules(List.of(one, other));

    assertThat(tags(rules, "Graph search")).containsExactly("graph", "search");
  }

  @ParameterizedTest
  @CsvSource({"C++, C++", "C++, C++17", "C#, C#", "c++, 'C++, and more'", "C++, (C++)"})
  void languagesWithSignsAreWords(String phrase, String text) {
    Tag tag = rules("found: " + phrase).tags(paper("In " + text)).getFirst();

    assertThat(words(tag)).singleElement().satisfies(word -> assertThat(text).contains(word));
    assertThat(tags(rules("found: C"), "In " + text)).isEmpty();
  }
}
