package org.paperwire.ingest.deadletters;

import java.io.IOException;

/// The topic of dead letters cannot be read now; trying again may help.
public final class LettersUnreadableException extends IOException {

  private static final long serialVersionUID = 1;

  LettersUnreadableException(String message) {
    super(message);
  }

  LettersUnreadableException(Throwable cause) {
    super("the dead letters cannot be read: " + cause.getMessage(), cause);
  }
}
