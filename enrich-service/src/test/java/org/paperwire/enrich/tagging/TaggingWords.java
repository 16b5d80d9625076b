package org.paperwire.enrich.tagging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The words that the specifications of this package are written in.
final class TaggingWords {

  private TaggingWords() {}

  static Taggable paper(String title, String abstractText) {
    return new Taggable(title, Optional.of(abstractText), List.of(), List.of());
  }

  static Taggable paper(String title) {
    return new Taggable(title, Optional.empty(), List.of(), List.of());
  }

  static Taggable linking(String... links) {
    return new Taggable("Lanterns for all", Optional.empty(), List.of(), List.of(links));
  }

  static Taggable classed(String... categories) {
    return new Taggable("Lanterns for all", Optional.empty(), List.of(categories), List.of());
  }

  /// A vocabulary in which each topic is `tag: phrase, phrase`.
  static String vocabulary(String... topics) {
    return "{\"name\": \"garden\", \"version\": \"7\", \"topics\": ["
        + String.join(",", Arrays.stream(topics).map(TaggingWords::topic).toList())
        + "]}";
  }

  private static String topic(String topic) {
    String[] parts = topic.split(": ");
    List<String> phrases =
        Arrays.stream(parts[1].split(", ")).map(phrase -> "\"" + phrase + "\"").toList();
    return "{\"tag\": \"%s\", \"label\": \"%s\", \"phrases\": [%s]}"
        .formatted(parts[0], parts[0], String.join(",", phrases));
  }

  /// A line of an ontology.
  static String line(String topic, String primary, String... sameAs) {
    List<String> same = Arrays.stream(sameAs).map(name -> "\"" + name + "\"").toList();
    return """
        {"topic":"%s","primary_label":"%s","broader":[],"narrower":[],"same_as":[%s]}
        """
        .formatted(topic, primary, String.join(",", same));
  }

  static Path write(Path folder, String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RuleFile file(String name, String text) {
    return new RuleFile(name, name.replaceFirst("\\..*", ""), text);
  }

  /// The tags that one rule set gave.
  static List<String> from(String origin, List<Tag> tags) {
    return tags.stream().filter(tag -> tag.origin().equals(origin)).map(Tag::tag).toList();
  }

  static List<String> words(Tag tag) {
    return tag.evidence().stream().map(Evidence::text).toList();
  }
}
