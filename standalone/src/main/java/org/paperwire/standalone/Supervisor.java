package org.paperwire.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.paperwire.client.Server;
import org.paperwire.platform.Launch;

/// Starts the three processes at once, watches over them, and stops them in order.
///
/// ```
///               ┌─▶ broker     a process that dies is started again in its place;
/// supervisor ───┼─▶ registry   one that keeps dying stops everything.
///               └─▶ services   Stopping: services, registry, broker.
/// ```
///
/// One thread decides: it takes events from a queue, into which the watchers of the processes, the
/// watch of the start and the signals put them.
public final class Supervisor {

  /// What is wanted.
  ///
  /// @param folder where everything is kept
  /// @param http wanted port of the page and the API
  /// @param kafka wanted port of the broker
  /// @param registry wanted port of the registry
  /// @param sample whether a first start sends the sample
  /// @param live whether sources on the net are asked
  /// @param inbox a folder whose files are taken in
  public record Wish(
      StackFolder folder,
      int http,
      int kafka,
      int registry,
      boolean sample,
      boolean live,
      Optional<Path> inbox) {}

  /// How it ended.
  public enum Ending {
    /// Somebody asked for it.
    STOPPED,
    /// A process could not be kept alive.
    FAILED,
    /// Another supervisor runs on the data folder.
    ALREADY_RUNNING
  }

  private sealed interface Event {
    record Ended(Process process) implements Event {}

    record StartAgain(Child child) implements Event {}

    record Ready(Duration after) implements Event {}

    record StopAsked() implements Event {}
  }

  private static final int LAST_LINES = 15;

  private final Distribution distribution;
  private final Wish wish;
  private final Consumer<String> says;
  private final Ports ports;
  private final Programs programs;
  private final Sample sample;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final List<Child> children = new ArrayList<>();

  /// Read by signals and by the output watchers' threads to kill without waiting for a turn.
  private volatile List<Child> all = List.of();

  private RunFile runFile;

  private Supervisor(Distribution distribution, Wish wish, Consumer<String> says) {
    this.distribution = distribution;
    this.wish = wish;
    this.says = says;
    this.ports = Ports.choose(wish.http(), wish.kafka(), wish.registry());
    this.programs = new Programs(distribution, wish.folder(), ports, wish.live(), wish.inbox());
    this.sample = new Sample(distribution, wish.folder());
    this.runFile =
        new RunFile(
            ProcessHandle.current().pid(),
            RunFile.STARTING,
            distribution.version(),
            System.currentTimeMillis(),
            0,
            programs.httpAddress(),
            programs.kafkaAddress(),
            programs.registryAddress(),
            Map.of());
  }

  /// Runs until it is asked to stop or cannot go on.
  ///
  /// @param says told what happens, a line at a time
  public static Ending run(Distribution distribution, Wish wish, Consumer<String> says)
      throws IOException, InterruptedException {
    wish.folder().create();
    Optional<FolderLock> taken = FolderLock.take(wish.folder());
    if (taken.isEmpty()) {
      return Ending.ALREADY_RUNNING;
    }
    try (FolderLock _ = taken.get()) {
      RunFile.remove(wish.folder()); // Left behind by one that was killed.
      return new Supervisor(distribution, wish, says).run();
    }
  }

  private Ending run() throws IOException, InterruptedException {
    StopSignals.handle(() -> events.add(new Event.StopAsked()), this::killEverything);
    announce();
    try {
      startAll();
      runFile.write(wish.folder());
      Thread.ofVirtual().name("start-watch").start(this::watchStart);
      return decide();
    } finally {
      stopAll();
      RunFile.remove(wish.folder());
    }
  }

  private void announce() {
    says.accept("Paperwire " + distribution.version() + " on " + wish.folder().root());
    tellMoved("HTTP", wish.http(), ports.http());
    tellMoved("Kafka", wish.kafka(), ports.kafka());
    tellMoved("registry", wish.registry(), ports.registry());
  }

  private void tellMoved(String what, int wanted, int got) {
    if (wanted != 0 && wanted != got) {
      says.accept("  port %d is taken: %s is on %d".formatted(wanted, what, got));
    }
  }

  private void startAll() throws IOException {
    var caches = new Caches(distribution);
    for (Program program : programs.all()) {
      children.add(
          Child.start(
              program.with(caches.use(program.name())),
              distribution.childJar(),
              new ConsoleLog(wish.folder().log(program.name())),
              this::ended));
      all = List.copyOf(children);
    }
    runFile = runFile.with(processIds());
  }

  private void ended(Process process) {
    events.add(new Event.Ended(process));
  }

  private Map<String, Long> processIds() {
    var ids = new LinkedHashMap<String, Long>();
    children.forEach(child -> ids.put(child.name(), child.pid()));
    return ids;
  }

  private void watchStart() {
    try {
      Duration after = new StartWatch(programs, ports, says).awaitReady();
      settleSample();
      events.add(new Event.Ready(after));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void settleSample() throws InterruptedException {
    if (!sample.isOpen()) {
      return;
    }
    try (var server = new Server(URI.create(programs.httpAddress()), Server.keyFromOutside())) {
      if (wish.sample()) {
        says.accept("  sample    %d invented papers to look at".formatted(sample.send(server)));
      } else {
        sample.leaveOut();
      }
    } catch (IOException e) {
      says.accept("  sample    could not be sent, the next start tries again: " + e);
    }
  }

  private Ending decide() throws IOException, InterruptedException {
    while (true) {
      switch (events.take()) {
        case Event.Ready(Duration after) -> {
          runFile = runFile.readyAfter(after.toMillis());
          runFile.write(wish.folder());
          tellReady(after);
        }
        case Event.Ended(Process process) -> {
          Optional<Child> child = childOf(process);
          if (child.isPresent() && !restartLater(child.get(), process.exitValue())) {
            return Ending.FAILED;
          }
        }
        case Event.StartAgain(Child child) -> {
          child.startAgain(this::ended);
          runFile = runFile.with(processIds());
          runFile.write(wish.folder());
        }
        case Event.StopAsked() -> {
          return Ending.STOPPED;
        }
      }
    }
  }

  private Optional<Child> childOf(Process process) {
    return children.stream().filter(child -> child.is(process)).findFirst();
  }

  /// @return whether it may be started again
  private boolean restartLater(Child child, int exitCode) {
    if (exitCode == Launch.REFUSED_CONFIGURATION) {
      says.accept("the %s cannot start as they are configured:".formatted(child.name()));
      child.log().lastLines(1).forEach(line -> says.accept("  | " + line));
      return false;
    }
    says.accept(
        "the %s ended (exit code %d); the end of %s:"
            .formatted(child.name(), exitCode, child.log().file()));
    child.log().lastLines(LAST_LINES).forEach(line -> says.accept("  | " + line));
    Optional<Duration> pause = child.budget().next(Instant.now());
    if (pause.isEmpty()) {
      says.accept(
          "the %s ended more than %d times in %d minutes: giving up"
              .formatted(
                  child.name(), RestartBudget.RESTARTS_MAX, RestartBudget.WITHIN.toMinutes()));
      return false;
    }
    says.accept("the %s is started again".formatted(child.name()));
    CompletableFuture.delayedExecutor(pause.get().toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> events.add(new Event.StartAgain(child)));
    return true;
  }

  private void tellReady(Duration after) {
    says.accept(
        """
        ready after %.1f s

          page and API  %s
          Kafka         %s
          registry      %s

        Next, from another terminal:
          ./paperwire ingest FILE…     send pages, feeds or papers
          ./paperwire search WORDS     find papers
          ./paperwire status           what runs and how far it is
        Ctrl-C or ./paperwire down stops everything."""
            .formatted(
                after.toMillis() / 1000.0,
                programs.httpAddress(),
                programs.kafkaAddress(),
                programs.registryAddress()));
  }

  private void stopAll() throws IOException, InterruptedException {
    long began = System.nanoTime();
    says.accept("stopping");
    runFile.in(RunFile.STOPPING).write(wish.folder());
    for (String name : Programs.STOPPING_ORDER) {
      for (Child child : children) {
        if (child.name().equals(name) && !child.stop(Programs.grace(name))) {
          says.accept("the %s did not stop in time and was ended by force".formatted(name));
        }
      }
    }
    for (Child child : children) {
      child.log().close();
    }
    says.accept("stopped after %.1f s".formatted((System.nanoTime() - began) / 1e9));
  }

  /// For somebody who does not want to wait: nothing is lost, but the next start has to recover.
  private void killEverything() {
    all.forEach(Child::kill);
    Runtime.getRuntime().halt(130);
  }
}
