package org.paperwire.ingest;

import java.util.Optional;

/// An author as the source writes the name.
public record Author(String name, Optional<String> affiliation) {

  public static Author named(String name) {
    return new Author(name, Optional.empty());
  }
}
