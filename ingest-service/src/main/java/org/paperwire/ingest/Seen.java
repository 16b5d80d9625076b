package org.paperwire.ingest;

import java.util.List;

/// A sighting with what was counted beside it.
///
/// @param at which card, line or element it was, from 1
public record Seen(int at, Sighting sighting, List<SignalSeen> signals) implements Item {

  public Seen {
    signals = List.copyOf(signals);
  }

  @Override
  public Seen at(int place) {
    return new Seen(place, sighting, signals);
  }
}
