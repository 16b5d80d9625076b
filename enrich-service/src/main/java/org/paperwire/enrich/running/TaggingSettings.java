package org.paperwire.enrich.running;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import java.util.List;

/// What papers are tagged with.
///
/// @param taxonomies files of further topics, beside what Paperwire comes with
@ConfigurationProperties("paperwire.tagging")
public record TaggingSettings(@Bindable(defaultValue = "") List<Path> taxonomies) {

  public TaggingSettings {
    taxonomies = List.copyOf(taxonomies);
  }
}
