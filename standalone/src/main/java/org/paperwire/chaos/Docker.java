package org.paperwire.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The command `docker`.
///
/// @param folder where it is run: that of `docker-compose.yml`
record Docker(Path folder) {

  private static final int PATIENCE_SECONDS = 120;

  /// What it answers.
  ///
  /// @throws IOException with what it says, when it fails
  String run(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    Process docker =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    docker.getOutputStream().close();
    String said =
        new String(docker.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (!docker.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      docker.destroyForcibly();
      throw new IOException(String.join(" ", command) + " does not end");
    }
    if (docker.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
    return said;
  }
}
