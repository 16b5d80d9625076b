package org.paperwire.query.views;

/// A rebuild, or something to be done with one, that cannot be now.
public final class RebuildRefused extends Exception {

  private static final long serialVersionUID = 1L;

  /// Why.
  public enum Reason {
    /// The view is not open yet.
    VIEW_OPENING,
    /// Another one runs, or the view is being built for the first time.
    REBUILD_RUNNING,
    /// There is no generation before.
    NOTHING_BEFORE,
    /// The disk has no room for another generation.
    NO_ROOM,
    /// It follows the enrichment, and is switched with it.
    FOLLOWS_ENRICHMENT,
    /// It is over.
    REBUILD_OVER,
    /// There is none of that number.
    UNKNOWN,
    /// Nothing is built beside what serves that it could be compared with.
    NOTHING_TO_COMPARE
  }

  private final Reason reason;

  public RebuildRefused(Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
