package org.paperwire.platform.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Keys as a text file, one a line, for people, editors and version control. What begins with `#`,
/// and empty lines, are for people alone and stay where they are.
///
/// ```
/// # id     scopes       SHA-256 of the key   made        holder
/// k3q7w2ab ingest,vote  5f2c…                2026-11-22  Marsh Journal
/// ```
///
/// It may be read by anybody: from a hash nobody finds the key. Who may write it makes keys.
public final class KeyFile {

  /// More than ten thousand keys, and less than what would hurt to read each second.
  private static final int BYTES_MAX = 1_000_000;

  private static final int COLUMNS = 5;

  private static final String HEADING =
      "# id     scopes  SHA-256 of the key, pw_ID.SECRET  made  holder";

  /// What is there before the first key.
  public static final KeyFile NEW = new KeyFile(List.of(HEADING), KeyRing.EMPTY);

  private final List<String> lines;
  private final KeyRing keys;

  private KeyFile(List<String> lines, KeyRing keys) {
    this.lines = List.copyOf(lines);
    this.keys = keys;
  }

  /// A change of a file of keys.
  @FunctionalInterface
  public interface Change {
    KeyFile of(KeyFile file) throws IOException;
  }

  /// @throws MalformedKeysException when one line is no key, the keys do not fit together, or there
  ///   is nothing at all: so it looks while somebody writes over it, or when a disk was full
  public static KeyFile parse(String text) throws MalformedKeysException {
    if (text.isBlank()) {
      throw new MalformedKeysException("it is empty; a file without keys is a comment alone");
    }
    return of(text.lines().toList());
  }

  /// @throws IOException when it cannot be read, or is too large to be one
  public static KeyFile read(Path file) throws IOException {
    if (Files.size(file) > BYTES_MAX) {
      throw new MalformedKeysException("it is larger than %,d bytes".formatted(BYTES_MAX));
    }
    return parse(Files.readString(file));
  }

  private static KeyFile of(List<String> lines) throws MalformedKeysException {
    var keys = new ArrayList<Key>();
    for (int i = 0; i < lines.size(); i++) {
      if (isOfAKey(lines.get(i))) {
        keys.add(key(lines.get(i), i + 1));
      }
    }
    try {
      return new KeyFile(lines, new KeyRing(keys));
    } catch (IllegalArgumentException e) {
      throw new MalformedKeysException(String.valueOf(e.getMessage()));
    }
  }

  private static boolean isOfAKey(String line) {
    return !line.isBlank() && !line.startsWith("#");
  }

  private static Key key(String line, int number) throws MalformedKeysException {
    String[] columns = line.strip().split("\\s+", COLUMNS);
    if (columns.length < COLUMNS) {
      throw new MalformedKeysException("line %d has not all of a key".formatted(number));
    }
    try {
      return new Key(
          columns[0], Scope.parse(columns[1]), columns[2], LocalDate.parse(columns[3]), columns[4]);
    } catch (DateTimeException e) {
      throw new MalformedKeysException(
          "line %d is no key: the fourth column is no day".formatted(number));
    } catch (IllegalArgumentException e) {
      throw new MalformedKeysException("line %d is no key: %s".formatted(number, e.getMessage()));
    }
  }

  private static String line(Key key) {
    return String.join(
        "  ",
        key.id(),
        Scope.list(key.scopes()),
        key.digest(),
        key.made().toString(),
        key.holder());
  }

  public KeyRing keys() {
    return keys;
  }

  public String text() {
    return String.join("\n", lines) + "\n";
  }

  /// With one more key.
  ///
  /// @throws MalformedKeysException when its holder has two
  public KeyFile with(Key key) throws MalformedKeysException {
    var more = new ArrayList<>(lines);
    more.add(line(key));
    return of(more);
  }

  /// Without the key of this id.
  public KeyFile without(String id) throws MalformedKeysException {
    Predicate<String> isIt = line -> isOfAKey(line) && line.strip().startsWith(id + " ");
    return of(lines.stream().filter(isIt.negate()).toList());
  }

  /// Changes a file of keys, or makes it. Whoever reads it meanwhile reads all of the old one or
  /// all of the new one, a power cut included; of two who change it at once, one is told so.
  ///
  /// @return what it holds now
  public static KeyFile change(Path file, Change change) throws IOException {
    Path target = file.toAbsolutePath();
    Path next = target.resolveSibling(target.getFileName() + ".new");
    try {
      Files.createFile(next);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(
          next + " is there: somebody else changes the keys, or was interrupted; then remove it",
          e);
    }
    try {
      KeyFile changed = change.of(readOrNew(target));
      keepPermissions(target, next);
      write(next, changed.text());
      Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
      return changed;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(next);
      throw e;
    }
  }

  private static void write(Path file, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static KeyFile readOrNew(Path file) throws IOException {
    try {
      return read(file);
    } catch (NoSuchFileException e) {
      return NEW;
    }
  }

  private static void keepPermissions(Path from, Path to) throws IOException {
    var had = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    var has = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (had != null && has != null && Files.exists(from)) {
      has.setPermissions(had.readAttributes().permissions());
    }
  }
}
