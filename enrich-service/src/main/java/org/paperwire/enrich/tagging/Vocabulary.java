package org.paperwire.enrich.tagging;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A rule set of topics and their phrases.
///
/// As a file it is one JSON object:
///
/// ```json
/// {"name": "my-topics", "version": "3", "nested": false, "topics": [
///   {"tag": "graph-search", "label": "Graph search", "phrases": ["graph search", "A-star"]}]}
/// ```
///
/// A phrase without capitals is found in any case, one with capitals only with just these. Plurals,
/// accents, and hyphen or space make no difference; a hyphen in a phrase may also be missing in the
/// text ("fine-tuning" is "fine tuning" and "finetuning"). `label` may be missing. `nested` says
/// whether a topic is also given where it was found inside a longer one.
///
/// @param origin the name of the rule set
record Vocabulary(String origin, String version, boolean nested, List<Topic> topics) {

  Vocabulary {
    topics = List.copyOf(topics);
  }

  static Vocabulary parse(RuleFile file) {
    RuleJson json = RuleJson.whole(file);
    List<Topic> topics = new ArrayList<>();
    Set<String> tags = new HashSet<>();
    for (RuleJson topic : json.objects("topics")) {
      String tag = topic.text("tag");
      if (!Slug.isOne(tag)) {
        throw topic.bad("'tag' must be lower case words with hyphens, and is '" + tag + "'.");
      }
      if (!tags.add(tag)) {
        throw topic.bad("the tag '" + tag + "' is there twice.");
      }
      topics.add(new Topic(tag, topic.optionalText("label"), phrases(topic)));
    }
    if (topics.isEmpty()) {
      throw json.bad("expected 'topics', an array with at least one topic.");
    }
    return new Vocabulary(
        json.optionalText("name").orElse(file.stem()),
        json.optionalText("version").orElse(file.stem()) + "-" + file.digest(),
        json.flag("nested"),
        topics);
  }

  private static List<Topic.Phrase> phrases(RuleJson topic) {
    List<String> phrases = topic.texts("phrases");
    if (phrases.isEmpty()) {
      throw topic.bad("'phrases' must be an array with at least one phrase.");
    }
    for (String phrase : phrases) {
      if (WordText.phrase(phrase).isBlank()) {
        throw topic.bad("the phrase '" + phrase + "' has no letter or digit.");
      }
    }
    return phrases.stream().map(Topic.Phrase::written).toList();
  }
}
