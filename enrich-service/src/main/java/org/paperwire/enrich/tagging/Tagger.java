package org.paperwire.enrich.tagging;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Gives a paper its tags.
///
/// Three rule sets are shipped: `arxiv-categories`, `code-links` and `paperwire-vocabulary`. A
/// taxonomy adds one more, named after its file. Two rule sets may give the same tag; both are then
/// in the answer, each with its own origin, version and evidence.
///
/// A tagger is a pure function of its rule files: the same paper has the same tags on every
/// machine. It is immutable, and safe for use by many threads.
public final class Tagger {

  private static final Comparator<Tag> ORDER =
      Comparator.comparing(Tag::tag).thenComparing(Tag::origin);

  private final List<TagRules> rules;

  private Tagger(List<TagRules> rules) {
    this.rules = List.copyOf(rules);
    Set<String> origins = new HashSet<>();
    for (TagRules each : rules) {
      for (String origin : each.origins()) {
        if (!origins.add(origin)) {
          throw new TaxonomyException("Two rule sets are named '" + origin + "': rename one.");
        }
      }
    }
  }

  /// The shipped rules and those of the given files, each either an ontology in the shape of the
  /// Computer Science Ontology (see [Ontology]) or a vocabulary like the shipped one (see
  /// [Vocabulary]), gzipped or not.
  ///
  /// @throws TaxonomyException naming the file, and the line, that cannot be used
  public static Tagger load(List<Path> taxonomies) {
    List<Vocabulary> vocabularies = new ArrayList<>();
    vocabularies.add(Vocabulary.parse(RuleFile.shipped("paperwire-vocabulary.json")));
    for (Path taxonomy : taxonomies) {
      RuleFile file = RuleFile.read(taxonomy);
      vocabularies.add(Ontology.isOne(file) ? Ontology.parse(file) : Vocabulary.parse(file));
    }
    return new Tagger(
        List.of(
            CategoryRules.parse(RuleFile.shipped("arxiv-categories.json")),
            LinkRules.parse(RuleFile.shipped("code-links.json")),
            new PhraseRules(vocabularies)));
  }

  /// What changes when the rules in the given files do: of each, in their order, the name of its
  /// rule set and a digest of the rules.
  ///
  /// @throws TaxonomyException naming the file that cannot be read
  public static List<String> digests(List<Path> taxonomies) {
    return taxonomies.stream()
        .map(RuleFile::read)
        .map(file -> file.stem() + " " + file.digest())
        .toList();
  }

  /// The paper's tags, sorted by tag, then origin.
  public List<Tag> tags(Taggable paper) {
    return rules.stream().flatMap(each -> each.tags(paper).stream()).sorted(ORDER).toList();
  }
}
