package org.paperwire.cli;

/// The end of a command: a sentence for the person and a code for the program.
final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  Refusal(int exitCode, String sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
