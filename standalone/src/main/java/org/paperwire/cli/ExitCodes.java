package org.paperwire.cli;

/// What an exit code says. Each command's help names those that it uses.
final class ExitCodes {

  /// All of it was done.
  static final int DONE = 0;

  /// It went wrong; the message says what.
  static final int FAILED = 1;

  /// The command line itself is wrong (picocli's own code).
  static final int USAGE = 2;

  /// No Paperwire runs there, or it does not answer.
  static final int NOT_RUNNING = 3;

  /// Some of it was done: something was rejected, or is not visible yet.
  static final int IN_PART = 4;

  private ExitCodes() {}
}
