package org.paperwire.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.paperwire.platform.KafkaSettings;

/// A process of its own, which ends with the benchmark. What it says goes to a file.
///
/// @param log what it said
public record ChildJvm(Process process, Path log) implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 20;

  /// Starts it.
  ///
  /// @param options of its virtual machine
  /// @param without modules whose beans are not to run in it
  public static ChildJvm start(
      Path folder,
      String name,
      List<String> options,
      Set<String> without,
      String mainClass,
      List<String> arguments)
      throws IOException {
    return start(folder, name, options, classPath(libraries(), without), mainClass, arguments);
  }

  /// Starts something that is not ours.
  ///
  /// @param options of its virtual machine
  public static ChildJvm start(
      Path folder,
      String name,
      List<String> options,
      List<Path> classPath,
      String mainClass,
      List<String> arguments)
      throws IOException {
    Path log = folder.resolve(name + ".log");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(options);
    command.addAll(List.of("-cp", joined(classPath), mainClass));
    command.addAll(arguments);
    return new ChildJvm(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start(),
        log);
  }

  /// The libraries in a folder, without those modules: a service finds its beans on the class path,
  /// and would start another's with its own.
  public static List<Path> classPath(Path libraries, Set<String> without) throws IOException {
    try (Stream<Path> jars = Files.list(libraries)) {
      return jars.filter(
              jar -> without.stream().noneMatch(jar.getFileName().toString()::startsWith))
          .sorted()
          .toList();
    }
  }

  private static String joined(List<Path> classPath) {
    return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /// Where the libraries of this version are: beside the one that this class's neighbours are in.
  public static Path libraries() {
    try {
      return Path.of(
              KafkaSettings.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .resolveSibling("");
    } catch (URISyntaxException e) {
      throw new IllegalStateException("our jars have no usable place", e);
    }
  }

  /// Resident memory of its own that is no file's, in bytes.
  long anonymousBytes() {
    return Own.anonymousBytes(process.pid());
  }

  /// @throws IOException with the last that it said, when it has ended
  public void refuseToHaveEnded() throws IOException {
    if (!process.isAlive()) {
      throw new IOException(
          "it ended: " + Files.readAllLines(log).stream().reduce((_, last) -> last).orElse(""));
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
