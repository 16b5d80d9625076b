package org.paperwire.enrich.tagging;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// arXiv's subject classes as tags, as they are: `cs.CL`. Classes of other schemes (ACM's `I.2.7`,
/// the MSC's `68T50`) stand in the same field of many sources and give no tag.
///
/// A class that arXiv adds after this list was written is a tag without a label, as long as its
/// archive is known.
final class CategoryRules implements TagRules {

  private static final Pattern IN_ARCHIVE =
      Pattern.compile("(?<archive>[a-z-]+)\\.([A-Z]{2}|[a-z]+(-[a-z]+)?)");

  private final String origin;
  private final String version;
  private final Map<String, String> labels;
  private final Set<String> archives;

  private CategoryRules(String origin, String version, Map<String, String> labels) {
    this.origin = origin;
    this.version = version;
    this.labels = Map.copyOf(labels);
    this.archives =
        labels.keySet().stream()
            .filter(category -> category.contains("."))
            .map(category -> category.substring(0, category.indexOf('.')))
            .collect(Collectors.toUnmodifiableSet());
  }

  static CategoryRules parse(RuleFile file) {
    RuleJson json = RuleJson.whole(file);
    return new CategoryRules(
        json.text("name"), json.text("version") + "-" + file.digest(), json.map("categories"));
  }

  @Override
  public List<String> origins() {
    return List.of(origin);
  }

  @Override
  public List<Tag> tags(Taggable paper) {
    return paper.categories().stream()
        .map(String::strip)
        .distinct()
        .filter(this::known)
        .map(this::tag)
        .toList();
  }

  private boolean known(String category) {
    if (labels.containsKey(category)) {
      return true;
    }
    var written = IN_ARCHIVE.matcher(category);
    return written.matches() && archives.contains(written.group("archive"));
  }

  private Tag tag(String category) {
    return new Tag(
        category,
        Optional.ofNullable(labels.get(category)),
        origin,
        version,
        List.of(Evidence.entry("categories", category)));
  }
}
