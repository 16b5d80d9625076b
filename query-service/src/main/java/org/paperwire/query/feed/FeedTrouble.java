package org.paperwire.query.feed;

import java.util.Optional;

/// Why the feed does not do what it is asked, and how that is told.
final class FeedTrouble extends Exception {

  private static final long serialVersionUID = 1L;

  /// Why.
  enum Reason {
    /// It is not open yet.
    OPENING,
    /// The service stops.
    CLOSING,
    /// The broker or the registry does not answer.
    AWAY,
    /// The cursor is of another feed, or of a place that does not exist.
    CURSOR_GONE,
    /// As many read as may.
    TOO_MANY_READERS,
    /// As many different filters are in use as may be.
    TOO_MANY_FILTERS
  }

  private final Reason reason;
  private final Optional<String> earliest;

  FeedTrouble(Reason reason, Optional<String> earliest) {
    super(reason.name());
    this.reason = reason;
    this.earliest = earliest;
  }

  FeedTrouble(Reason reason) {
    this(reason, Optional.empty());
  }

  Reason reason() {
    return reason;
  }

  /// The first cursor that would do, where the one asked for does not.
  Optional<String> earliest() {
    return earliest;
  }
}
