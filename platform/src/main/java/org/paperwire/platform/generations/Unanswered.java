package org.paperwire.platform.generations;

/// Broker or registry do not answer, so nobody knows whether a plan came to hold.
public final class Unanswered extends Exception {

  private static final long serialVersionUID = 1L;

  Unanswered(String message, Throwable cause) {
    super(message, cause);
  }
}
