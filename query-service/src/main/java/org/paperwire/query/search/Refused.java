package org.paperwire.query.search;

/// A question that is not answered, and why.
public final class Refused extends Exception {

  private static final long serialVersionUID = 1L;

  /// Why a question is not answered.
  public enum Reason {
    /// More text than is looked for.
    QUERY_TOO_LONG,
    /// A cursor that is none, or of another question.
    BAD_CURSOR,
    /// It took longer than any question may.
    TOO_SLOW
  }

  private final Reason reason;

  Refused(Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
