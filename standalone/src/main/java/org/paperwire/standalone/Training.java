package org.paperwire.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.paperwire.client.Server;
import org.paperwire.standalone.child.ChildProcess;

/// Makes the start-up caches of a build: runs everything once on a throw-away folder, with the
/// sample and a few questions, and lets each process write down what it learned when it ends.
///
/// It happens before the first start of a build, and not after it in the background: there it would
/// take the memory of a second Paperwire and half of the machine just while somebody looks at the
/// first, and would be cut off by everyone who stops soon. A build that changes only services keeps
/// the cache of the registry.
///
/// Caches are a gain and never a need. When they cannot be made, that is said once and everything
/// starts without them.
public final class Training {

  private static final Duration START_MAX = Duration.ofSeconds(180);
  private static final Duration END_MAX = Duration.ofSeconds(120);
  private static final List<String> QUESTIONS =
      List.of(
          "/",
          "/v1/papers?limit=50",
          "/v1/search?q=learning",
          "/v1/search?q=graph%20networks&limit=5",
          "/v1/views",
          "/health",
          "/prometheus");

  private final Distribution distribution;
  private final Caches caches;
  private final Consumer<String> says;
  private final Consumer<String> commands;

  private Training(Distribution distribution, Consumer<String> says, Consumer<String> commands) {
    this.distribution = distribution;
    this.caches = new Caches(distribution);
    this.says = says;
    this.commands = commands;
  }

  /// Makes the caches that are missing, unless the environment says `PAPERWIRE_CACHES=off` or an
  /// earlier attempt with this build failed. A process of its own does it, which is trained too: it
  /// does what the supervisor and the commands do.
  ///
  /// @return whether nothing is missing, or nothing is wanted
  public static boolean once(Distribution distribution, Consumer<String> says)
      throws IOException, InterruptedException {
    var caches = new Caches(distribution);
    return !Caches.areWanted() || caches.areAllThere() || inOwnProcess(distribution, caches, says);
  }

  private static boolean inOwnProcess(
      Distribution distribution, Caches caches, Consumer<String> says)
      throws IOException, InterruptedException {
    if (Files.exists(failureMark(distribution))) {
      return false;
    }
    caches.prepare();
    try (var channel =
            FileChannel.open(
                distribution.caches().resolve("lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      if (caches.areAllThere()) {
        return true; // Somebody else made them while this waited for the lock.
      }
      says.accept("Making start-up caches for this machine, once for each build…");
      long began = System.nanoTime();
      Process trained =
          new ProcessBuilder(
                  OwnJvm.command(
                      distribution,
                      caches.make(Caches.COMMAND_LINE),
                      List.of("make-caches", "--here")))
              .redirectErrorStream(true)
              .start();
      try (var lines = trained.inputReader()) {
        lines.lines().filter(line -> line.startsWith("  ")).forEach(says);
      }
      if (trained.waitFor() != 0) {
        return false;
      }
      caches.finish(Caches.COMMAND_LINE);
      says.accept("  made in %.0f s".formatted((System.nanoTime() - began) / 1e9));
      return true;
    }
  }

  /// Makes the caches of the children that are missing, in this process.
  ///
  /// @param commands what else to rehearse on everything that runs, given the address of the API
  /// @return whether none is missing
  public static boolean here(
      Distribution distribution, Consumer<String> says, Consumer<String> commands)
      throws IOException, InterruptedException {
    return new Training(distribution, says, commands).train();
  }

  private boolean train() throws IOException, InterruptedException {
    var folder = new StackFolder(distribution.caches().resolve("training"));
    delete(folder.root());
    folder.create();
    try {
      trainIn(folder);
      delete(folder.root());
      return true;
    } catch (IOException | TimeoutException e) {
      Files.writeString(failureMark(distribution), e + "\n");
      says.accept(
          "  not made (%s); everything works without them, and starts more slowly. Logs: %s"
              .formatted(e.getMessage(), folder.root().resolve("logs")));
      return false;
    }
  }

  private void trainIn(StackFolder folder)
      throws IOException, InterruptedException, TimeoutException {
    Ports ports = Ports.choose(0, 0, 0);
    var programs = new Programs(distribution, folder, ports, false, Optional.empty());
    List<Child> children = new ArrayList<>();
    var hook = new Thread(() -> children.forEach(Child::kill), "kill-training");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      for (Program program : programs.all()) {
        children.add(start(program, folder));
      }
      within(START_MAX, () -> use(programs, ports, folder));
      end(children);
      for (String process : Programs.STOPPING_ORDER) {
        caches.finish(process);
      }
    } finally {
      children.forEach(Child::kill);
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }

  private Child start(Program program, StackFolder folder) throws IOException {
    var flags =
        new ArrayList<>(
            List.of(
                "-D" + ChildProcess.GRACE + "=" + END_MAX.toSeconds(),
                // Nobody here has a key, whatever the environment says.
                "-Dpaperwire.keys.file="));
    flags.addAll(
        caches.isThere(program.name()) ? caches.use(program.name()) : caches.make(program.name()));
    return Child.start(
        program.with(flags),
        distribution.childJar(),
        new ConsoleLog(folder.log(program.name())),
        _ -> {});
  }

  private Void use(Programs programs, Ports ports, StackFolder folder)
      throws IOException, InterruptedException {
    new StartWatch(programs, ports, _ -> {}).awaitReady();
    try (var server = new Server(URI.create(programs.httpAddress()), Optional.empty())) {
      new Sample(distribution, folder).send(server);
      for (String question : QUESTIONS) {
        server.get(question);
      }
      try (InputStream export = server.open("/v1/papers/export").body()) {
        export.readAllBytes();
      }
      commands.accept(programs.httpAddress());
      return null;
    }
  }

  private static void within(Duration limit, Callable<Void> work)
      throws IOException, InterruptedException, TimeoutException {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var working = executor.submit(work);
      try {
        working.get(limit.toSeconds(), TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        throw new TimeoutException("not ready within " + limit.toSeconds() + " s");
      } catch (ExecutionException e) {
        throw new IOException(e.getCause());
      } finally {
        working.cancel(true);
      }
    }
  }

  /// The registry first, because by now nobody asks it any more and it takes its time to write.
  private static void end(List<Child> children) throws IOException, InterruptedException {
    for (String name : List.of(Programs.REGISTRY, Programs.SERVICES, Programs.BROKER)) {
      Child child = children.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
      child.askToStop();
      if (!name.equals(Programs.REGISTRY) && !child.stop(END_MAX)) {
        throw new IOException("the " + name + " did not end");
      }
    }
    for (Child child : children) {
      child.stop(END_MAX);
      child.log().close();
    }
  }

  private static Path failureMark(Distribution distribution) {
    return distribution.caches().resolve("failed");
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
