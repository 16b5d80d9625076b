package org.paperwire.ingest;

import java.util.List;

/// What became of a body, in its own order.
public record Parsed(Format format, List<Item> items) {

  public Parsed {
    items = List.copyOf(items);
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
