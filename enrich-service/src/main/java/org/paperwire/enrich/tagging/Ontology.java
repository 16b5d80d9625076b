package org.paperwire.enrich.tagging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paperwire.bibliography.Fingerprint;

/// Reads an ontology in the shape of the Computer Science Ontology: a JSON object a line, with
/// `topic`, `primary_label` and `same_as` (`broader` and `narrower` are left aside).
///
/// Each topic is a phrase that says its primary label. An ontology that a machine made from titles
/// needs taming before its phrases are matched literally. The words for it are data,
/// `ontology-taming.json`, and the rules are:
///
/// 1. A topic whose words are all `genericWords` ("efficient algorithm") says nothing, nor does one
///    of `genericTopics`, or one whose primary label is generic. They are not looked for.
/// 2. The ontology is written without capitals, so that "SAT" and "sat" look the same. A topic of
///    one word of up to five characters is taken for an acronym, which a text must write with
///    capitals, unless it is one of the `shortWords` ("robot").
/// 3. "Support vector machine (SVM)" is two phrases. The second is an acronym: its letters come
///    from the words, it has three of them at least, and it abbreviates no other topic.
/// 4. "Bombs (ordnance)" and "models, economic" are how a catalogue writes, not how a text does:
///    they are left out.
/// 5. A label starts with a capital, an acronym is all capitals, and `spellings` knows better.
final class Ontology {

  private static final int ACRONYM_MIN = 3;
  private static final Pattern BRACKETED =
      Pattern.compile("(?<before>[^()]+)\\((?<inside>[^()]+)\\)(?<after>[^()]*)");
  private static final Pattern NOT_INITIAL = Pattern.compile("(?<=\\w)\\w+|\\W+");
  private static final Pattern COMPUTER_SCIENCE = Pattern.compile("cso(-.*)?");

  private record Line(String topic, String primary, List<String> sameAs) {}

  private final Taming taming;

  private final Map<String, List<Topic.Phrase>> phrases = new LinkedHashMap<>();
  private final Map<String, String> labels = new HashMap<>();
  private final Set<String> claimed = new HashSet<>();

  /// What stands before brackets → its topic; noted last, since it may be a topic in its own right.
  private final Map<String, String> spelledOut = new LinkedHashMap<>();

  private final Map<String, Set<String>> abbreviated = new TreeMap<>();

  private Ontology(Taming taming) {
    this.taming = taming;
  }

  /// Whether the file has this shape: its first line is an object with a `topic`.
  static boolean isOne(RuleFile file) {
    String first = file.text().lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    return first.strip().startsWith("{") && first.contains("\"topic\"");
  }

  static Vocabulary parse(RuleFile file) {
    Taming taming = Taming.parse(RuleFile.shipped("ontology-taming.json"));
    String digest = new Fingerprint().with(file.text()).with(taming.digest()).base32(8);
    String stem = Slug.of(file.stem());
    return new Vocabulary(
        COMPUTER_SCIENCE.matcher(stem).matches() ? "cso" : stem,
        file.stem() + "-" + digest,
        false,
        new Ontology(taming).topics(lines(file)));
  }

  private static List<Line> lines(RuleFile file) {
    List<Line> lines = new ArrayList<>();
    int number = 0;
    for (String text : file.text().lines().toList()) {
      number++;
      if (!text.isBlank()) {
        RuleJson json = RuleJson.parse(file, number, text);
        String topic = json.text("topic");
        String primary = json.optionalText("primary_label").orElse(topic);
        if (Slug.of(primary).isEmpty()) {
          throw json.bad("'" + primary + "' has no letter or digit.");
        }
        lines.add(new Line(topic, primary, json.texts("same_as")));
      }
    }
    return lines;
  }

  private List<Topic> topics(List<Line> lines) {
    Set<String> own = new HashSet<>();
    lines.forEach(line -> own.add(line.topic()));
    for (Line line : lines) {
      String primary = canonical(line.primary());
      if (!taming.isGeneric(primary)) {
        add(line.topic(), primary);
        line.sameAs().stream()
            .filter(name -> !own.contains(name))
            .forEach(name -> add(name, primary));
      }
    }
    spelledOut.forEach((name, primary) -> note(name, Topic.Spelling.ANY, primary));
    abbreviated.forEach(
        (acronym, primaries) -> {
          if (primaries.size() == 1 && !own.contains(acronym)) {
            note(acronym, Topic.Spelling.ACRONYM, primaries.iterator().next());
          }
        });
    List<Topic> topics = new ArrayList<>();
    phrases.forEach(
        (tag, found) -> topics.add(new Topic(tag, Optional.ofNullable(labels.get(tag)), found)));
    return topics;
  }

  /// "Degrees of freedom (mechanics)" is called "degrees of freedom".
  private static String canonical(String primary) {
    Matcher bracketed = BRACKETED.matcher(primary);
    return bracketed.matches() && bracketed.group("after").isBlank()
        ? bracketed.group("before").strip()
        : primary;
  }

  private void add(String name, String primary) {
    Matcher bracketed = BRACKETED.matcher(name);
    if (bracketed.matches()) {
      String before = bracketed.group("before").strip();
      String inside = bracketed.group("inside").strip();
      String after = bracketed.group("after").strip();
      if (abbreviates(inside, before)) {
        spelledOut.putIfAbsent((before + " " + after).strip(), primary);
        if (after.isEmpty()) {
          abbreviate(inside, before, primary);
        }
      } else if (abbreviates(before, inside)) {
        spelledOut.putIfAbsent((inside + " " + after).strip(), primary);
        abbreviate(before, inside, primary);
      }
    } else if (!name.contains(",") && !name.contains("(")) {
      note(name, taming.isAcronym(name) ? Topic.Spelling.ACRONYM : Topic.Spelling.ANY, primary);
    }
  }

  /// Whether the letters come from the words, in their order, the first from the first.
  private static boolean abbreviates(String acronym, String words) {
    String letters = singular(acronym, words);
    return !letters.contains(" ")
        && letters.length() < words.length() / 2
        && letters.charAt(0) == words.charAt(0)
        && isWithin(letters, words);
  }

  /// "bcis" are several, "pacs" is a system.
  private static String singular(String acronym, String words) {
    String initials = NOT_INITIAL.matcher(words).replaceAll("");
    boolean plural = acronym.endsWith("s") && !isWithin(acronym, initials);
    return plural ? acronym.substring(0, acronym.length() - 1) : acronym;
  }

  private static boolean isWithin(String letters, String text) {
    int matched = 0;
    for (int i = 0; i < text.length() && matched < letters.length(); i++) {
      if (text.charAt(i) == letters.charAt(matched)) {
        matched++;
      }
    }
    return matched == letters.length();
  }

  private void abbreviate(String acronym, String words, String primary) {
    String letters = singular(acronym, words);
    if (letters.length() >= ACRONYM_MIN) {
      abbreviated.computeIfAbsent(letters, _ -> new TreeSet<>()).add(primary);
    }
  }

  /// A phrase says one topic: the first that claims it.
  private void note(String name, Topic.Spelling spelling, String primary) {
    String reduced = WordText.phrase(name);
    if (reduced.isBlank() || taming.isGeneric(name) || !claimed.add(reduced + spelling)) {
      return;
    }
    String tag = Slug.of(primary);
    labels.putIfAbsent(tag, taming.label(primary));
    phrases.computeIfAbsent(tag, _ -> new ArrayList<>()).add(new Topic.Phrase(name, spelling));
  }
}
