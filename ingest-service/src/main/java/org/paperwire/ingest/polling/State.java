package org.paperwire.ingest.polling;

import java.util.Locale;

/// How a source is, as far as its poller can tell. A quiet day and a source that is stale are
/// different things: in the one nothing was due, in the other something was.
public enum State {
  /// It was not asked yet.
  WAITING,
  /// It has said what was due.
  FRESH,
  /// It has nothing new, and nothing was due.
  QUIET,
  /// It answers, and does not say what was due.
  STALE,
  /// A list of several pages is being read.
  CATCHING_UP,
  /// It did not answer, or not to the end.
  UNREACHABLE,
  /// It asked for a pause (429, 503).
  BUSY,
  /// It answers that there is nothing for us, or may not be asked at all.
  REFUSED,
  /// It answers with something that nobody can read.
  UNREADABLE;

  /// Its name outside of this program.
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The state of this name; one that a later version invented is as good as not asked.
  public static State named(String slug) {
    for (State state : values()) {
      if (state.slug().equals(slug)) {
        return state;
      }
    }
    return WAITING;
  }

  /// Whether it is the whole provider that cannot be asked, not only this one list.
  boolean concernsProvider() {
    return this == UNREACHABLE || this == BUSY;
  }
}
