package org.paperwire.ingest.publishing;

import java.util.Optional;
import java.util.stream.Stream;

/// The way something came in.
public enum Door {
  /// Pages, feeds and files as they are.
  CAPTURES("captures"),
  /// Papers as JSON.
  PAPERS("papers");

  private final String slug;

  Door(String slug) {
    this.slug = slug;
  }

  /// Its name in dead letters.
  public String slug() {
    return slug;
  }

  /// The door of this name.
  public static Optional<Door> named(String slug) {
    return Stream.of(values()).filter(door -> door.slug.equals(slug)).findFirst();
  }
}
