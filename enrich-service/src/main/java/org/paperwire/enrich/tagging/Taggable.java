package org.paperwire.enrich.tagging;

import java.util.List;
import java.util.Optional;

/// What of a paper the rules look at.
///
/// @param categories subject classes as sources gave them, of any scheme
/// @param links http(s) addresses
public record Taggable(
    String title, Optional<String> abstractText, List<String> categories, List<String> links) {

  public Taggable {
    categories = List.copyOf(categories);
    links = List.copyOf(links);
  }
}
