package org.paperwire.enrich.tagging;

import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie.IHit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Finds the phrases of all vocabularies in one pass over a paper's title and one over its
/// abstract.
///
/// The automaton (Aho and Corasick, CACM 1975) runs over the letters of a [WordText], in which a
/// space stands on both sides of each word, and its patterns begin and end with that space: so it
/// finds whole words without looking at their edges. Its time is linear in the text, whatever the
/// text is and however many phrases there are.
///
/// Within one vocabulary the longest phrase wins: "graph" is not given for "graph neural network",
/// unless it is also found elsewhere, or the vocabulary says `nested`. Phrases that merely overlap
/// are both given. Vocabularies do not see each other.
final class PhraseRules implements TagRules {

  /// What a phrase says in one vocabulary.
  private record Meaning(int vocabulary, Topic topic, Topic.Phrase phrase) {}

  /// A meaning at a place: offsets in the field.
  private record Match(int vocabulary, Topic topic, int start, int end) {}

  private static final Comparator<Match> READING_ORDER =
      Comparator.comparingInt(Match::start)
          .thenComparing(Comparator.comparingInt(Match::end).reversed());

  private final List<Vocabulary> vocabularies;
  private final AhoCorasickDoubleArrayTrie<List<Meaning>> phrases =
      new AhoCorasickDoubleArrayTrie<>();

  PhraseRules(List<Vocabulary> vocabularies) {
    this.vocabularies = List.copyOf(vocabularies);
    TreeMap<String, List<Meaning>> meanings = new TreeMap<>();
    for (int v = 0; v < vocabularies.size(); v++) {
      for (Topic topic : vocabularies.get(v).topics()) {
        for (Topic.Phrase phrase : topic.phrases()) {
          Meaning meaning = new Meaning(v, topic, phrase);
          add(meaning, phrase.text(), meanings);
          add(meaning, phrase.text().replace("-", ""), meanings);
        }
      }
    }
    meanings.replaceAll((_, all) -> List.copyOf(all));
    phrases.build(meanings);
  }

  private static void add(Meaning meaning, String text, Map<String, List<Meaning>> meanings) {
    List<Meaning> there = meanings.computeIfAbsent(WordText.phrase(text), _ -> new ArrayList<>(1));
    if (!there.contains(meaning)) {
      there.add(meaning);
    }
  }

  @Override
  public List<String> origins() {
    return vocabularies.stream().map(Vocabulary::origin).toList();
  }

  @Override
  public List<Tag> tags(Taggable paper) {
    List<Map<Topic, List<Evidence>>> found = new ArrayList<>();
    vocabularies.forEach(_ -> found.add(new LinkedHashMap<>()));
    look("title", paper.title(), found);
    paper.abstractText().ifPresent(text -> look("abstract", text, found));
    List<Tag> tags = new ArrayList<>();
    for (int v = 0; v < found.size(); v++) {
      Vocabulary vocabulary = vocabularies.get(v);
      found
          .get(v)
          .forEach(
              (topic, places) ->
                  tags.add(
                      new Tag(
                          topic.tag(),
                          topic.label(),
                          vocabulary.origin(),
                          vocabulary.version(),
                          places)));
    }
    return tags;
  }

  private void look(String field, String text, List<Map<Topic, List<Evidence>>> found) {
    List<Match> matches = matches(text);
    int[] reached = new int[vocabularies.size()];
    int[] reachedFrom = new int[vocabularies.size()];
    for (Match match : matches) {
      int v = match.vocabulary();
      boolean inside = match.end() <= reached[v];
      boolean same = match.end() == reached[v] && match.start() == reachedFrom[v];
      if (inside && !same && !vocabularies.get(v).nested()) {
        continue;
      }
      if (!inside) {
        reached[v] = match.end();
        reachedFrom[v] = match.start();
      }
      List<Evidence> places =
          found.get(v).computeIfAbsent(match.topic(), _ -> new ArrayList<>(Tag.EVIDENCE_MAX));
      Evidence place = Evidence.within(field, text, match.start(), match.end());
      if (places.size() < Tag.EVIDENCE_MAX && !places.contains(place)) {
        places.add(place);
      }
    }
  }

  /// All that is said in a text: left to right, the longer first.
  private List<Match> matches(String text) {
    WordText words = WordText.of(text);
    List<Match> matches = new ArrayList<>();
    IHit<List<Meaning>> hit =
        (begin, end, meanings) -> {
          int start = words.from(begin + 1);
          int stop = words.to(end - 2);
          String found = text.substring(start, stop);
          for (Meaning meaning : meanings) {
            if (meaning.phrase().isSpelled(found)) {
              matches.add(new Match(meaning.vocabulary(), meaning.topic(), start, stop));
            }
          }
        };
    phrases.parseText(words.letters(), hit);
    matches.sort(READING_ORDER);
    return matches;
  }
}
