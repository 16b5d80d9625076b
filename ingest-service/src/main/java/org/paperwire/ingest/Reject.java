package org.paperwire.ingest;

import java.util.Optional;

/// What could not be read.
///
/// @param at which card, line or element it was, from 1
/// @param detail one sentence for a person
/// @param title if that much could be read
/// @param raw the thing itself
public record Reject(int at, Reason reason, String detail, Optional<String> title, Raw raw)
    implements Item {

  @Override
  public Reject at(int place) {
    return new Reject(place, reason, detail, title, raw);
  }
}
