package org.paperwire.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A child process under its supervisor: started, read, watched, stopped. Used by the supervisor's
/// thread alone; the end of a process is told from another thread.
final class Child {

  private final Program program;
  private final Path childJar;
  private final ConsoleLog log;
  private final RestartBudget budget = new RestartBudget();
  private Process process;

  private Child(Program program, Path childJar, ConsoleLog log, Process process) {
    this.program = program;
    this.childJar = childJar;
    this.log = log;
    this.process = process;
  }

  /// Starts a process.
  ///
  /// @param ended told when it ends, whoever ended it
  static Child start(Program program, Path childJar, ConsoleLog log, Consumer<Process> ended)
      throws IOException {
    var child = new Child(program, childJar, log, program.start(childJar));
    child.watch(ended);
    return child;
  }

  /// Starts the process again after it ended.
  void startAgain(Consumer<Process> ended) throws IOException {
    process = program.start(childJar);
    watch(ended);
  }

  private void watch(Consumer<Process> ended) {
    Process watched = process;
    Thread.ofVirtual()
        .name(program.name() + "-output")
        .start(
            () -> {
              try (var output = watched.getInputStream()) {
                log.readAll(output);
              } catch (IOException e) {
                // The pipe breaks when the process is killed; its end is what is told.
              }
              watched.onExit().thenAccept(ended);
            });
  }

  /// Ends the process in good order: its standard input ends, which it takes as the word to stop.
  /// Ends it by force when that takes longer than `grace`.
  ///
  /// @return whether it ended in good order
  boolean stop(Duration grace) throws InterruptedException {
    askToStop();
    if (process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
      return true;
    }
    process.destroyForcibly().waitFor();
    return false;
  }

  void askToStop() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has ended already.
    }
  }

  void kill() {
    process.destroyForcibly();
  }

  boolean is(Process other) {
    return process.equals(other);
  }

  String name() {
    return program.name();
  }

  long pid() {
    return process.pid();
  }

  RestartBudget budget() {
    return budget;
  }

  ConsoleLog log() {
    return log;
  }
}
