package org.paperwire.chaos;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.paperwire.benchmarks.ChildJvm;

/// One process of the cluster. It is started again on the folder that it left.
final class ProcessPart implements Part, AutoCloseable {

  private static final int SIGNAL_SECONDS = 10;

  private final String name;
  private final Program program;
  private final Probe probe;
  private ChildJvm running;
  private Version version = Version.THIS;

  /// How it is started.
  @FunctionalInterface
  interface Program {
    ChildJvm start(Version version) throws IOException;
  }

  /// What is started.
  enum Version {
    THIS,
    OTHER
  }

  private ProcessPart(String name, Program program, Probe probe) throws IOException {
    this.name = name;
    this.program = program;
    this.probe = probe;
    this.running = program.start(version);
  }

  /// Starts it.
  static ProcessPart started(String name, Program program, Probe probe) throws IOException {
    return new ProcessPart(name, program, probe);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void strike(Fault.Kind kind) throws IOException, InterruptedException {
    switch (kind) {
      case KILLED -> running.process().destroyForcibly().waitFor();
      case FROZEN -> signal("STOP");
      case TAKEN_BACK, UPGRADED -> running.close();
      case CUT_OFF -> throw new IllegalArgumentException("processes share one network");
    }
  }

  @Override
  public void heal(Fault.Kind kind) throws IOException, InterruptedException {
    switch (kind) {
      case KILLED -> running = program.start(version);
      case FROZEN -> signal("CONT");
      case TAKEN_BACK -> startAs(Version.OTHER);
      case UPGRADED -> startAs(Version.THIS);
      case CUT_OFF -> throw new IllegalArgumentException("processes share one network");
    }
  }

  private void startAs(Version next) throws IOException {
    version = next;
    running = program.start(version);
  }

  private void signal(String signal) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + signal, Long.toString(running.process().pid())).start();
    if (!kill.waitFor(SIGNAL_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
      throw new IOException(name + " could not be sent " + signal);
    }
  }

  @Override
  public boolean isUp() throws InterruptedException {
    return probe.asked();
  }

  @Override
  public void refuseToHaveEnded() throws IOException {
    running.refuseToHaveEnded();
  }

  @Override
  public void close() {
    running.close();
  }
}
