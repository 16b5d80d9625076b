package org.paperwire.bibliography;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paperwire.bibliography.Identifiers.Identifier;

class RecordKeyTest {

  private static final SourceName SOMEWHERE = new SourceName("somewhere");

  private static RecordKey key(Identifiers identifiers, String sourceId) {
    return RecordKey.of(
        identifiers,
        SOMEWHERE,
        Optional.ofNullable(sourceId),
        "A title",
        Optional.empty(),
        Optional.empty());
  }

  private static RecordKey text(String title, String author, String abstractText) {
    return RecordKey.of(
        Identifiers.NONE,
        SOMEWHERE,
        Optional.empty(),
        title,
        Optional.ofNullable(author),
        Optional.ofNullable(abstractText));
  }

  private static Identifiers identifiers(String... namesAndValues) {
    return Identifiers.of(
        Stream.of(namesAndValues)
            .map(text -> text.split("=", 2))
            .map(pair -> Identifiers.read(pair[0], pair[1]).orElseThrow())
            .toList());
  }

  @Test
  void theStrongestIdentifierMakesTheKey() {
    assertThat(key(identifiers("doi=10.1000/X", "arxiv=2409.02877v2"), "7"))
        .hasToString("arxiv:2409.02877");
    assertThat(key(identifiers("doi=https://doi.org/10.1000/ABC"), "7"))
        .hasToString("doi:10.1000/abc");
    assertThat(key(identifiers("pmid=123", "acl=P18-1001"), "7")).hasToString("acl:P18-1001");
    assertThat(key(Identifiers.NONE, "7")).hasToString("somewhere:7");
    assertThat(key(Identifiers.NONE, null).namespace()).isEqualTo("text");
  }

  @Test
  void aDataCiteDoiOfArxivIsAnArxivId() {
    assertThat(Identifiers.read("doi", "10.48550/arXiv.2409.02877"))
        .contains(new Identifier("arxiv", "2409.02877"));
  }

  @ParameterizedTest
  @CsvSource({"arxiv,nonsense", "doi,11.1/x", "doi,10.1/", "isbn,123", "pmid,''"})
  void whatIsNoIdentifierIsNotRead(String namespace, String value) {
    assertThat(Identifiers.read(namespace, value)).isEmpty();
  }

  @Test
  void aTextKeyPassesOverCaseAccentsLigaturesAndPunctuation() {
    RecordKey key = text("Naïve ﬁlters: a re-appraisal", "Ada Lovelace", "We ask.");

    assertThat(text("NAIVE FILTERS — A REAPPRAISAL", "Lovelace, Ada", "we  ask")).isEqualTo(key);
  }

  @Test
  void twoCardsWithOneTitleAndDifferentAbstractsAreTwoRecords() {
    assertThat(text("Preface", null, "Of the one."))
        .isNotEqualTo(text("Preface", null, "Of the other."));
    assertThat(text("Preface", "Ada Quill", null)).isNotEqualTo(text("Preface", null, "Ada Quill"));
    assertThat(text("Preface", null, "")).isNotEqualTo(text("Preface", null, null));
  }

  @Test
  void theRepresentativeIsTheSmallestKey() {
    var keys =
        Stream.of(
                "text:a",
                "somewhere:1",
                "s2:1",
                "pmid:1",
                "acl:1",
                "doi:10.1/z",
                "doi:10.1/a",
                "arxiv:2409.02877")
            .map(RecordKey::new)
            .sorted()
            .map(RecordKey::value)
            .toList();

    assertThat(keys)
        .isEqualTo(
            List.of(
                "arxiv:2409.02877",
                "doi:10.1/a",
                "doi:10.1/z",
                "acl:1",
                "pmid:1",
                "s2:1",
                "somewhere:1",
                "text:a"));
  }

  @Property
  void anyTitleMakesAKeyAndAPaperId(
      @ForAll String title, @ForAll String author, @ForAll String abstractText) {
    RecordKey key = text(title, author, abstractText);

    assertThat(key.value()).matches("text:[a-z2-7]{26}");
    assertThat(PaperId.parse(PaperId.of(key).value())).contains(PaperId.of(key));
  }

  @Test
  void aSourceCannotCallItselfAnIdentifierNamespace() {
    assertThat(SourceName.parse("arxiv")).isEmpty();
    assertThat(SourceName.parse("text")).isEmpty();
    assertThat(SourceName.parse("Upper")).isEmpty();
    assertThat(SourceName.parse("hugging-face2")).isPresent();
    assertThatThrownBy(() -> new SourceName("doi")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1:", ":", "::", " 1", "a:b:c:"})
  void anIdOfASourceMayEndAsItLikes(String sourceId) {
    RecordKey key = key(Identifiers.NONE, sourceId);

    assertThat(key.value()).isEqualTo("somewhere:" + sourceId);
    assertThat(key.namespace()).isEqualTo("somewhere");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", ":a", "a:", "a"})
  void whatHasNoNamespaceOrNothingInItIsNoKey(String text) {
    assertThatThrownBy(() -> new RecordKey(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
