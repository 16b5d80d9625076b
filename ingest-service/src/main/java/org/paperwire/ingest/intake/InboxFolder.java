package org.paperwire.ingest.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// An inbox on disk: what lies in it is taken once, and then moved to `done`, or to `failed` with
/// the reason beside it.
///
/// ```
/// inbox/today.json ─▶ taken, acknowledged ─┬▶ inbox/done/today.json  (today.json.rejected.txt)
///                                          └▶ inbox/failed/today.json, today.json.reason.txt
/// ```
///
/// A file is moved after everything of it is acknowledged, and a reason is written before its file
/// is moved. Whoever dies between leaves a file that is taken again, and taking a thing again
/// changes nothing. A file that is still being written is left until it stays the same between two
/// looks; hidden files and those named `*.part`, `*.tmp` or `*.crdownload` are nobody's yet. Links
/// are not followed.
final class InboxFolder {

  /// What became of one file.
  sealed interface Fate {}

  /// It went in.
  ///
  /// @param remarks for a person, of what did not; empty when all of it did
  record Done(String remarks) implements Fate {}

  /// It did not go in, and will not.
  record Failed(String reason) implements Fate {}

  /// It did not go in now.
  record Later() implements Fate {}

  /// Takes a file in.
  @FunctionalInterface
  interface Taking {
    Fate take(String name, InputStream body) throws IOException;
  }

  private record Look(long size, FileTime modified) {}

  private static final Set<String> UNFINISHED = Set.of("part", "tmp", "crdownload", "partial");
  private static final int NAMES_TRIED = 10_000;

  private final Path folder;
  private final Taking taking;

  /// What each file looked like the last time.
  private Map<Path, Look> before = new HashMap<>();

  InboxFolder(Path folder, Taking taking) {
    this.folder = folder;
    this.taking = taking;
  }

  /// Makes what is missing of it.
  void create() throws IOException {
    Files.createDirectories(folder.resolve("done"));
    Files.createDirectories(folder.resolve("failed"));
  }

  /// Looks once, and takes every file that is as it was the last time.
  ///
  /// @return how many files were moved
  int look() throws IOException {
    var now = new HashMap<Path, Look>();
    int moved = 0;
    for (Path file : files()) {
      Look look;
      try {
        look = look(file);
      } catch (NoSuchFileException e) {
        continue; // Taken away since.
      }
      if (look.equals(before.get(file)) && take(file)) {
        moved++;
      } else {
        now.put(file, look);
      }
    }
    before = now;
    return moved;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(InboxFolder::isFinished).sorted().toList();
    }
  }

  private static boolean isFinished(Path file) {
    String name = file.getFileName().toString();
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && !name.startsWith(".")
        && !UNFINISHED.contains(ending);
  }

  private static Look look(Path file) throws IOException {
    var attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return new Look(attributes.size(), attributes.lastModifiedTime());
  }

  private boolean take(Path file) throws IOException {
    String name = file.getFileName().toString();
    Fate fate;
    try (InputStream body = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      fate = taking.take(name, body);
    }
    return switch (fate) {
      case Done(String remarks) -> {
        move(file, "done", remarks.isEmpty() ? "" : ".rejected.txt", remarks);
        yield true;
      }
      case Failed(String reason) -> {
        move(file, "failed", ".reason.txt", reason);
        yield true;
      }
      case Later() -> false;
    };
  }

  /// To a name that is free: what was done before stays.
  private void move(Path file, String to, String ending, String text) throws IOException {
    Path target = free(folder.resolve(to), file.getFileName().toString());
    if (!ending.isEmpty()) {
      Files.writeString(target.resolveSibling(target.getFileName() + ending), text);
    }
    try {
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(file, target);
    }
  }

  private static Path free(Path folder, String name) throws IOException {
    for (int i = 1; i < NAMES_TRIED; i++) {
      Path target = folder.resolve(i == 1 ? name : name + "." + i);
      if (Files.notExists(target, LinkOption.NOFOLLOW_LINKS)) {
        return target;
      }
    }
    throw new IOException("%d files named %s are in %s".formatted(NAMES_TRIED, name, folder));
  }
}
