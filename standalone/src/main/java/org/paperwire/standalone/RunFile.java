package org.paperwire.standalone;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/// `run.json` in the data folder: who runs on it and where its doors are. Written by the
/// supervisor, read by the command line. It may be left behind by a supervisor that was killed:
/// [#ofRunning] tells by the lock.
///
/// @param pid of the supervisor
/// @param state `starting`, `ready` or `stopping`
/// @param version of the build
/// @param startedAt when, in milliseconds since 1970
/// @param readyAfterMillis how long the start took; 0 until it is ready
/// @param http address of the page and the API
/// @param kafka `host:port` of the broker
/// @param registry Confluent-compatible address of the registry
/// @param children process ids by name
public record RunFile(
    long pid,
    String state,
    String version,
    long startedAt,
    long readyAfterMillis,
    String http,
    String kafka,
    String registry,
    Map<String, Long> children) {

  public static final String STARTING = "starting";
  public static final String READY = "ready";
  public static final String STOPPING = "stopping";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  public RunFile {
    children = Map.copyOf(children);
  }

  RunFile in(String newState) {
    return new RunFile(
        pid, newState, version, startedAt, readyAfterMillis, http, kafka, registry, children);
  }

  RunFile readyAfter(long millis) {
    return new RunFile(pid, READY, version, startedAt, millis, http, kafka, registry, children);
  }

  RunFile with(Map<String, Long> newChildren) {
    return new RunFile(
        pid, state, version, startedAt, readyAfterMillis, http, kafka, registry, newChildren);
  }

  /// What runs on the folder, if anything does. A supervisor that has only just taken the folder
  /// over from one that was killed may not have removed the other's file yet; its process is gone.
  public static Optional<RunFile> ofRunning(StackFolder folder) throws IOException {
    if (!FolderLock.isHeld(folder)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readString(folder.runFile()), RunFile.class))
          .filter(file -> ProcessHandle.of(file.pid()).isPresent());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /// Writes it at once or not at all, so that a reader never sees half of it.
  void write(StackFolder folder) throws IOException {
    Path unfinished = folder.runFile().resolveSibling("run.json.unfinished");
    Files.writeString(unfinished, JSON.writeValueAsString(this));
    Files.move(
        unfinished,
        folder.runFile(),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  static void remove(StackFolder folder) throws IOException {
    Files.deleteIfExists(folder.runFile());
  }
}
