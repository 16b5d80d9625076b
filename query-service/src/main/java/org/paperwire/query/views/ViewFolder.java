package org.paperwire.query.views;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.FSDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder of a view: its generations as numbered folders, and the file `CURRENT`, which names
/// the one that has once caught up and is switched by an atomic rename.
///
/// ```
/// search/CURRENT        7
/// search/7/             the generation that serves
/// search/8/             one being built by a newer definition
/// search/6.damaged/     moved aside, never opened again
/// ```
final class ViewFolder {

  private static final Logger LOG = LoggerFactory.getLogger(ViewFolder.class);
  private static final String CURRENT = "CURRENT";
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");

  private final Path folder;

  ViewFolder(Path folder) {
    this.folder = folder;
  }

  /// Opens the newest generation that this definition built; starts the next one when there is
  /// none. What cannot be read is moved aside and built again from the topic.
  ///
  /// @throws IOException when the disk does not do what it is asked; trying again may help
  Generation open(ViewDefinition<?> definition, ViewSettings settings) throws IOException {
    Files.createDirectories(folder);
    int next = 1;
    for (int number : generations().reversed()) {
      next = Math.max(next, number + 1);
      Path path = path(number);
      try {
        if (builtBy(path, definition)) {
          return Generation.open(path, number, definition, settings);
        }
        LOG.info(
            "view {}: generation {} was built by another definition than {}",
            definition.name(),
            number,
            definition.version());
      } catch (CorruptIndexException
          | IndexFormatTooOldException
          | IndexFormatTooNewException
          | EOFException
          | FileNotFoundException
          | NoSuchFileException e) {
        Path aside = moveAside(number);
        LOG.error(
            "view {}: generation {} cannot be read, is now {} and is built again from the topic",
            definition.name(),
            number,
            aside.getFileName(),
            e);
      }
    }
    LOG.info("view {}: generation {} is started from the beginning", definition.name(), next);
    return Generation.open(Files.createDirectories(path(next)), next, definition, settings);
  }

  /// A folder without any commit was being made when the process died: anyone may go on with it.
  private static boolean builtBy(Path path, ViewDefinition<?> definition) throws IOException {
    try (var directory = FSDirectory.open(path)) {
      if (!DirectoryReader.indexExists(directory)) {
        return true;
      }
      Map<String, String> data = SegmentInfos.readLatestCommit(directory).getUserData();
      return Progress.read(data)
          .map(progress -> progress.definition() == definition.version())
          .orElse(false);
    }
  }

  /// The generation that has once caught up, if any has.
  OptionalInt current() throws IOException {
    try {
      String number = Files.readString(folder.resolve(CURRENT)).strip();
      return NUMBER.matcher(number).matches()
          ? OptionalInt.of(Integer.parseInt(number))
          : OptionalInt.empty();
    } catch (NoSuchFileException e) {
      return OptionalInt.empty();
    }
  }

  /// Makes `number` the current generation and removes older ones.
  void switchTo(int number) throws IOException {
    Path prepared = folder.resolve(CURRENT + ".next");
    Files.writeString(prepared, number + "\n");
    Files.move(
        prepared,
        folder.resolve(CURRENT),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    for (int older : generations()) {
      if (older < number) {
        remove(path(older));
        LOG.info("view {}: generation {} is removed", folder.getFileName(), older);
      }
    }
  }

  private Path moveAside(int number) throws IOException {
    Path aside = folder.resolve(number + ".damaged");
    for (int again = 2; Files.exists(aside); again++) {
      aside = folder.resolve(number + ".damaged-" + again);
    }
    return Files.move(path(number), aside, StandardCopyOption.ATOMIC_MOVE);
  }

  private List<Integer> generations() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Files::isDirectory)
          .map(entry -> entry.getFileName().toString())
          .filter(name -> NUMBER.matcher(name).matches())
          .map(Integer::parseInt)
          .sorted()
          .toList();
    }
  }

  private Path path(int number) {
    return folder.resolve(Integer.toString(number));
  }

  private static void remove(Path tree) throws IOException {
    List<Path> inside;
    try (Stream<Path> paths = Files.walk(tree)) {
      inside = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : inside) {
      Files.deleteIfExists(path);
    }
  }
}
