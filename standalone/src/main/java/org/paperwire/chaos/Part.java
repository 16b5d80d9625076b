package org.paperwire.chaos;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.paperwire.benchmarks.ChildJvm;

/// One process of the cluster. It is started again on the folder that it left.
final class Part implements AutoCloseable {

  private static final int SIGNAL_SECONDS = 10;

  private final String name;
  private final Program program;
  private final Probe probe;
  private ChildJvm running;

  /// How it is started.
  @FunctionalInterface
  interface Program {
    ChildJvm start() throws IOException;
  }

  /// Whether it does what it is there for.
  @FunctionalInterface
  interface Probe {
    boolean isUp() throws IOException, InterruptedException;
  }

  private Part(String name, Program program, Probe probe) throws IOException {
    this.name = name;
    this.program = program;
    this.probe = probe;
    this.running = program.start();
  }

  /// Starts it.
  static Part started(String name, Program program, Probe probe) throws IOException {
    return new Part(name, program, probe);
  }

  String name() {
    return name;
  }

  /// Ends it without a word.
  void kill() throws InterruptedException {
    running.process().destroyForcibly().waitFor();
  }

  void startAgain() throws IOException {
    running = program.start();
  }

  /// Stops it in the middle of whatever it does, as a machine does that swaps.
  void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  /// Lets it go on, as if nothing had been.
  void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + signal, Long.toString(running.process().pid())).start();
    if (!kill.waitFor(SIGNAL_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
      throw new IOException(name + " could not be sent " + signal);
    }
  }

  boolean isUp() throws InterruptedException {
    try {
      return probe.isUp();
    } catch (IOException e) {
      return false;
    }
  }

  /// @throws IOException when it has ended by itself
  void refuseToHaveEnded() throws IOException {
    running.refuseToHaveEnded();
  }

  @Override
  public void close() {
    running.close();
  }
}
