package org.paperwire.standalone;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A supervisor in the background: in a session of its own, so that it outlives the terminal, with
/// a log in place of the terminal, and holding nothing of the process that started it.
public final class Detached {

  /// A session of its own where the system has a command for it; else at least deaf to the
  /// terminal.
  private static final String OWN_SESSION =
      "if command -v setsid >/dev/null 2>&1; then exec setsid \"$0\" \"$@\";"
          + " else trap '' HUP INT; exec \"$0\" \"$@\"; fi";

  private static final Duration PAUSE = Duration.ofMillis(50);

  private Detached() {}

  /// Starts a supervisor and waits until everything is ready or it has ended.
  ///
  /// @param says told what the supervisor says meanwhile
  /// @return whether everything is ready
  public static boolean start(
      Distribution distribution, Supervisor.Wish wish, Consumer<String> says)
      throws IOException, InterruptedException {
    wish.folder().create();
    Path log = wish.folder().log("supervisor");
    var builder =
        new ProcessBuilder(command(distribution, wish))
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Process supervisor = builder.start();
    try (var told = new RandomAccessFile(log.toFile(), "r")) {
      while (true) {
        boolean ended = supervisor.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        boolean ready = isReady(wish.folder(), supervisor);
        for (String line = told.readLine(); line != null; line = told.readLine()) {
          says.accept(
              new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        }
        if (ready || ended) {
          return ready;
        }
      }
    }
  }

  private static boolean isReady(StackFolder folder, Process supervisor) throws IOException {
    Optional<RunFile> running = RunFile.ofRunning(folder);
    return running.isPresent()
        && running.get().pid() == supervisor.pid()
        && running.get().state().equals(RunFile.READY);
  }

  private static List<String> command(Distribution distribution, Supervisor.Wish wish) {
    var up =
        new ArrayList<String>(
            List.of(
                "up",
                "--data=" + wish.folder().root(),
                "--port=" + wish.http(),
                "--kafka-port=" + wish.kafka(),
                "--registry-port=" + wish.registry()));
    if (!wish.sample()) {
      up.add("--no-sample");
    }
    if (!wish.live()) {
      up.add("--no-live");
    }
    wish.inbox().ifPresent(inbox -> up.add("--inbox=" + inbox.toAbsolutePath()));
    var command = new ArrayList<String>(List.of("/bin/sh", "-c", OWN_SESSION));
    command.addAll(
        OwnJvm.command(distribution, new Caches(distribution).use(Caches.COMMAND_LINE), up));
    return command;
  }
}
