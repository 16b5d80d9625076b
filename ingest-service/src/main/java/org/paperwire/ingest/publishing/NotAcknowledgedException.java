package org.paperwire.ingest.publishing;

import java.io.IOException;

/// The broker did not say that it has everything. What it has stays there; sending the whole again
/// does no harm.
public final class NotAcknowledgedException extends IOException {

  private static final long serialVersionUID = 1;

  NotAcknowledgedException(Throwable cause) {
    super("the broker did not acknowledge: " + cause.getMessage(), cause);
  }
}
