package org.paperwire.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.paperwire.standalone.Detached;
import org.paperwire.standalone.Distribution;
import org.paperwire.standalone.RunFile;
import org.paperwire.standalone.StackFolder;
import org.paperwire.standalone.Supervisor;
import org.paperwire.standalone.Training;

/// What a benchmark measures: the Paperwire that runs on the data folder, or else one of its own on
/// a throw-away folder, which ends with the benchmark.
final class BenchStack implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final RunFile runFile;

  /// Of its own.
  private final Optional<Path> root;

  private BenchStack(RunFile runFile, Optional<Path> root) {
    this.runFile = runFile;
    this.root = root;
  }

  /// The one that runs on the folder, or one of its own.
  static BenchStack open(StackFolder folder, Consumer<String> says)
      throws IOException, InterruptedException, Refusal {
    Optional<RunFile> running = RunFile.ofRunning(folder);
    return running.isPresent() ? new BenchStack(running.get(), Optional.empty()) : ofItsOwn(says);
  }

  /// One of its own, with nothing in it.
  static BenchStack ofItsOwn(Consumer<String> says)
      throws IOException, InterruptedException, Refusal {
    Distribution distribution = Distribution.find();
    Training.once(distribution, says);
    Path root = Files.createTempDirectory("paperwire-bench");
    boolean started = false;
    try {
      var own = new StackFolder(root);
      started =
          Detached.start(
              distribution,
              new Supervisor.Wish(own, 0, 0, 0, false, false, Optional.empty()),
              _ -> {});
      if (!started) {
        throw new Refusal(ExitCodes.FAILED, "It does not start.");
      }
      return new BenchStack(Connection.running(own), Optional.of(root));
    } finally {
      if (!started) {
        delete(root);
      }
    }
  }

  /// Whether it is one of its own, with nothing in it.
  boolean isItsOwn() {
    return root.isPresent();
  }

  RunFile runFile() {
    return runFile;
  }

  @Override
  public void close() throws IOException {
    if (root.isPresent()) {
      try {
        stop();
      } finally {
        delete(root.get());
      }
    }
  }

  private void stop() {
    Optional<ProcessHandle> supervisor = ProcessHandle.of(runFile.pid());
    supervisor.ifPresent(ProcessHandle::destroy);
    if (supervisor.isPresent()) {
      try {
        var _ = supervisor.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        supervisor.get().destroyForcibly();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static void delete(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
