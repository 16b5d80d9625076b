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

  /// What was read, and is larger than a record may be.
  public static Reject tooLarge(Seen seen) {
    String title = seen.sighting().statement().title();
    return new Reject(
        seen.at(),
        Reason.TOO_LARGE,
        "more than a record may hold",
        Optional.of(title),
        seen.sighting().raw().orElseGet(() -> Raw.text(title)));
  }

  @Override
  public Reject at(int place) {
    return new Reject(place, reason, detail, title, raw);
  }
}
