package org.paperwire.ingest;

import java.util.List;
import java.util.Optional;
import org.paperwire.bibliography.SourceName;

/// What became of a body, or of a line or file in it, in its own order.
///
/// @param speaker who speaks in all of it, where the format or whoever sent it says so; empty where
///   each entry says it for itself
public record Parsed(Format format, Optional<SourceName> speaker, List<Item> items) {

  public Parsed {
    items = List.copyOf(items);
  }

  /// Of a format in which one source speaks.
  public static Parsed of(Format format, SourceName speaker, List<Item> items) {
    return new Parsed(format, Optional.of(speaker), items);
  }

  /// Of a format whose entries say themselves who speaks.
  public static Parsed of(Format format, List<Item> items) {
    return new Parsed(format, Optional.empty(), items);
  }

  /// The same as one thing at a place, which is then the place of everything in it.
  public Parsed at(int place) {
    return new Parsed(format, speaker, items.stream().map(item -> item.at(place)).toList());
  }

  public List<Seen> seen() {
    return items.stream().filter(Seen.class::isInstance).map(Seen.class::cast).toList();
  }

  public List<Sighting> sightings() {
    return seen().stream().map(Seen::sighting).toList();
  }

  public List<Reject> rejects() {
    return items.stream().filter(Reject.class::isInstance).map(Reject.class::cast).toList();
  }
}
