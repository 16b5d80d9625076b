package org.paperwire.enrich.tagging;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The words by which an [Ontology] is tamed; its rules say what for.
record Taming(
    String digest,
    Set<String> genericWords,
    Set<String> genericTopics,
    Set<String> shortWords,
    Map<String, String> spellings) {

  private static final int ACRONYM_MAX = 5;

  static Taming parse(RuleFile file) {
    RuleJson json = RuleJson.whole(file);
    return new Taming(
        file.digest(),
        reduced(json.texts("genericWords")),
        reduced(json.texts("genericTopics")),
        Set.copyOf(json.texts("shortWords")),
        Map.copyOf(json.map("spellings")));
  }

  private static Set<String> reduced(List<String> phrases) {
    Set<String> reduced = new HashSet<>();
    phrases.forEach(phrase -> reduced.add(WordText.phrase(phrase).strip()));
    return Set.copyOf(reduced);
  }

  boolean isGeneric(String topic) {
    String words = WordText.phrase(topic).strip();
    return genericTopics.contains(words) || genericWords.containsAll(List.of(words.split(" ")));
  }

  boolean isAcronym(String topic) {
    return topic.length() <= ACRONYM_MAX
        && topic.chars().allMatch(Character::isLetterOrDigit)
        && topic.chars().anyMatch(Character::isLetter)
        && !shortWords.contains(topic);
  }

  /// A name without capitals as a person writes it.
  String label(String name) {
    if (isAcronym(name) && !spellings.containsKey(name)) {
      return name.toUpperCase(Locale.ROOT);
    }
    StringBuilder label = new StringBuilder();
    for (String part : name.split("(?<=[ -])|(?=[ -])")) {
      String spelled = spellings.get(part);
      if (spelled != null) {
        label.append(spelled);
      } else if (label.isEmpty()) {
        label.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
      } else {
        label.append(part);
      }
    }
    return label.toString();
  }
}
