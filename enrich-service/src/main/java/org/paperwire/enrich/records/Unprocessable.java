package org.paperwire.enrich.records;

/// Thrown where the data themselves are at fault, so that trying again cannot help: the thing
/// becomes a dead letter and the stream goes on.
public final class Unprocessable extends RuntimeException {

  private final String reason;

  /// @param reason as a word with hyphens: the letter's reason and the metric's tag
  /// @param detail one sentence for a person
  public Unprocessable(String reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
