package org.paperwire.ingest.formats;

import java.io.IOException;
import org.paperwire.ingest.Reason;

/// A body that cannot be read to its end, for a reason of its own and not of the connection's.
public final class UnreadableException extends IOException {

  private static final long serialVersionUID = 1;

  private final Reason reason;

  UnreadableException(Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /// One sentence for a person.
  public String detail() {
    return String.valueOf(getMessage());
  }
}
