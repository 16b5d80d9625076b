package org.paperwire.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.standalone.child.ChildProcess;

/// A child against a supervisor that stops, dies, or starts it twice.
@Timeout(60)
class ChildProcessTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;
  private ConsoleLog log;
  private final CompletableFuture<Process> ended = new CompletableFuture<>();

  /// Says that it runs, says when it ends, and would never end by itself.
  static final class Sleeper {
    static void main(String[] arguments) throws InterruptedException {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("in good order")));
      System.out.println("running " + arguments[0]);
      Thread.sleep(Duration.ofHours(1));
    }
  }

  /// Cannot end in good order.
  static final class Stuck {
    static void main(String[] arguments) throws InterruptedException {
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    try {
                      Thread.sleep(Duration.ofHours(1));
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  }));
      System.out.println("running");
      Thread.sleep(Duration.ofHours(1));
    }
  }

  @BeforeEach
  void openLog() throws IOException {
    log = new ConsoleLog(folder.resolve("child.log"));
  }

  @AfterEach
  void closeLog() throws IOException {
    log.close();
  }

  @Test
  void aChildEndsInGoodOrderWhenItIsAskedTo() throws Exception {
    Child child = start(Sleeper.class, "1");
    awaitLine("running 1");

    boolean inTime = child.stop(PATIENCE);

    assertThat(inTime).isTrue();
    assertThat(ended.get(20, TimeUnit.SECONDS).exitValue()).isZero();
    assertThat(log.lastLines(10)).containsExactly("running 1", "in good order");
  }

  @Test
  void aChildHearsNoneOfTheSignalsOfATerminal() throws Exception {
    Child child = start(Sleeper.class, "1");
    awaitLine("running 1");

    for (String signal : List.of("-INT", "-HUP", "-TERM")) {
      assertThat(new ProcessBuilder("kill", signal, "" + child.pid()).start().waitFor()).isZero();
    }

    assertThat(child.stop(PATIENCE)).isTrue();
    assertThat(log.lastLines(10)).containsExactly("running 1", "in good order");
  }

  @Test
  void aChildThatCannotEndInGoodOrderEndsByForceAllTheSame() throws Exception {
    Child child = start(Stuck.class, "1");
    awaitLine("running");

    child.askToStop();

    assertThat(ended.get(30, TimeUnit.SECONDS).exitValue()).isEqualTo(137);
    assertThat(log.lastLines(1).getFirst()).contains("ended by force");
  }

  @Test
  void theNextChildWaitsUntilTheOneBeforeIsGone() throws Exception {
    Child first = start(Sleeper.class, "1");
    awaitLine("running 1");
    Child second = start(Sleeper.class, "2");
    awaitLine("waiting for the process of an earlier start");

    assertThat(first.stop(PATIENCE)).isTrue();
    awaitLine("running 2");

    assertThat(second.stop(PATIENCE)).isTrue();
  }

  @Test
  void aChildWhoseMainThreadHasEndedIsStillWaitedFor() throws Exception {
    Child first = start(Leaving.class, "1");
    awaitLine("collected");
    Child second = start(Sleeper.class, "2");
    awaitLine("waiting for the process of an earlier start");

    assertThat(first.stop(PATIENCE)).isTrue();
    awaitLine("running 2");
    assertThat(second.stop(PATIENCE)).isTrue();
  }

  /// Leaves another thread at work, and collects what nobody knows of any more.
  static final class Leaving {
    static void main(String[] arguments) {
      Thread.ofPlatform()
          .start(
              () -> {
                for (int i = 0; i < 3; i++) {
                  System.gc();
                }
                System.out.println("collected");
                LockSupport.park();
              });
    }
  }

  @Test
  void whoIsUsedByAnotherEndsAfterIt() throws Exception {
    Child user = start(Named.class, "user", "-Dpaperwire.child.grace=20");
    awaitLine("running user");
    Child used = start(Named.class, "used", "-D" + ChildProcess.OUTLIVES + "=" + lock("user"));
    awaitLine("running used");

    used.askToStop();
    user.askToStop();

    awaitLine("ended used");
    assertThat(log.lastLines(2)).containsExactly("ended user", "ended used");
  }

  /// Says who it is when it ends.
  static final class Named {
    static void main(String[] arguments) throws InterruptedException {
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> System.out.println("ended " + arguments[0])));
      System.out.println("running " + arguments[0]);
      Thread.sleep(Duration.ofHours(1));
    }
  }

  private Child start(Class<?> main, String argument) throws IOException {
    return start(main, "child", argument, "-Dpaperwire.child.grace=1");
  }

  private Child start(Class<?> main, String name, String option) throws IOException {
    return start(main, name, name, option);
  }

  private Path lock(String name) {
    return folder.resolve(name + ".lock");
  }

  private Child start(Class<?> main, String name, String argument, String option)
      throws IOException {
    var program =
        new Program(
            name,
            List.of("-Xmx32m", "-XX:TieredStopAtLevel=1", option),
            List.of(classes(ChildProcessTest.class)),
            main.getName(),
            List.of(argument),
            Map.of(),
            lock(name));
    return Child.start(program, classes(ChildProcess.class), log, ended::complete);
  }

  private static Path classes(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private void awaitLine(String beginning) {
    await()
        .atMost(PATIENCE)
        .until(() -> Files.readString(log.file()).lines().anyMatch(l -> l.startsWith(beginning)));
  }
}
