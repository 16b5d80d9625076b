package org.paperwire.query.views;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;
import org.paperwire.topics.EnrichmentGeneration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder of a view: its generations as numbered folders, and the file [Current], which names
/// the one that serves and is switched by an atomic rename.
///
/// ```
/// search/CURRENT        7, and before it 6
/// search/7/             the generation that serves
/// search/6/             the one before
/// search/8/             one being built
/// search/REBUILD        what is being built, and why
/// search/5.damaged/     moved aside, never opened again
/// ```
final class ViewFolder {

  private static final Logger LOG = LoggerFactory.getLogger(ViewFolder.class);
  private static final String CURRENT = "CURRENT";
  private static final String REBUILD = "REBUILD";
  private static final Pattern NUMBER = Pattern.compile("([1-9]\\d{0,8})(\\.damaged.*)?");

  /// What a view starts with.
  ///
  /// @param generation to follow and to show
  /// @param built whether it has once caught up
  /// @param rebuild why another is to be built beside it, if one is
  record Opened(Generation generation, boolean built, Optional<String> rebuild) {}

  private final Path folder;
  private final Disk disk;

  ViewFolder(Path folder, Disk disk) {
    this.folder = folder;
    this.disk = disk;
  }

  /// Opens what is to serve: the current generation, also one of an older definition that can still
  /// be asked; else the one before it; else, with nothing to show, the newest that this definition
  /// has begun. What cannot be read is moved aside.
  ///
  /// @throws IOException when the disk does not do what it is asked; trying again may help
  Opened openToServe(ViewDefinition<?> definition, ViewSettings settings) throws IOException {
    Files.createDirectories(folder);
    Optional<Current> current = current();
    if (current.isPresent()) {
      int number = current.get().number();
      Optional<Opened> serving =
          openIfServable(number, current.get().byHand(), definition, settings);
      if (serving.isPresent()) {
        return serving.get();
      }
      if (current.get().before().isPresent()) {
        int before = current.get().before().getAsInt();
        serving = openIfServable(before, false, definition, settings);
        if (serving.isPresent()) {
          LOG.warn("view {}: generation {} serves, the one before", definition.name(), before);
          write(CURRENT, new Current(before, OptionalInt.empty(), false).text());
          return new Opened(
              serving.get().generation(),
              true,
              Optional.of("generation " + number + " is damaged"));
        }
      }
    }
    return new Opened(open(definition, settings), false, Optional.empty());
  }

  private Optional<Opened> openIfServable(
      int number, boolean byHand, ViewDefinition<?> definition, ViewSettings settings)
      throws IOException {
    try {
      Optional<DefinitionMark> mark = mark(number);
      if (mark.isEmpty()
          || mark.get().version() < definition.servesSince()
          || mark.get().version() > definition.version()) {
        return Optional.empty();
      }
      DefinitionMark ours = DefinitionMark.of(definition);
      Optional<String> rebuild =
          mark.get().equals(ours) || byHand
              ? Optional.empty()
              : Optional.of(
                  "generation %d was built by definition %s, this is %s"
                      .formatted(number, mark.get(), ours));
      return Optional.of(new Opened(open(number, definition, settings), true, rebuild));
    } catch (IOException e) {
      moveAsideIfDamaged(number, e);
      return Optional.empty();
    }
  }

  /// Opens the newest generation that this definition built; starts the next one when there is
  /// none. What cannot be read is moved aside and built again from the topic.
  ///
  /// @throws IOException when the disk does not do what it is asked; trying again may help
  Generation open(ViewDefinition<?> definition, ViewSettings settings) throws IOException {
    Files.createDirectories(folder);
    DefinitionMark ours = DefinitionMark.of(definition);
    for (int number : generations().reversed()) {
      try {
        if (mark(number).orElse(ours).equals(ours)) {
          return open(number, definition, settings);
        }
        LOG.info(
            "view {}: generation {} was built by another definition than {}",
            definition.name(),
            number,
            ours);
      } catch (IOException e) {
        moveAsideIfDamaged(number, e);
      }
    }
    int next = next();
    LOG.info("view {}: generation {} is started from the beginning", definition.name(), next);
    return open(next, definition, settings);
  }

  /// Opens a generation, or makes it.
  Generation open(int number, ViewDefinition<?> definition, ViewSettings settings)
      throws IOException {
    Path path = Files.createDirectories(path(number));
    return Generation.open(disk.open(path), number, definition, settings);
  }

  /// Which definition built a generation; empty when nothing was committed yet: that was being made
  /// when the process died, and anyone may go on with it.
  Optional<DefinitionMark> mark(int number) throws IOException {
    return userData(number)
        .map(
            data ->
                Progress.read(data).map(Progress::definition).orElse(new DefinitionMark(0, "")));
  }

  /// Of which generation of the enrichment a generation is; empty when nothing was committed yet.
  Optional<EnrichmentGeneration> enrichment(int number) throws IOException {
    return userData(number).flatMap(Progress::read).flatMap(Progress::enrichment);
  }

  private Optional<Map<String, String>> userData(int number) throws IOException {
    if (!Files.isDirectory(path(number))) {
      return Optional.empty();
    }
    try (Directory directory = disk.open(path(number))) {
      if (!DirectoryReader.indexExists(directory)) {
        return Optional.empty();
      }
      return Optional.of(SegmentInfos.readLatestCommit(directory).getUserData());
    }
  }

  /// Whether an index can never be read again, rather than not just now.
  static boolean isDamage(Throwable e) {
    return e instanceof CorruptIndexException
        || e instanceof IndexFormatTooOldException
        || e instanceof IndexFormatTooNewException
        || e instanceof EOFException
        || e instanceof FileNotFoundException
        || e instanceof NoSuchFileException;
  }

  private void moveAsideIfDamaged(int number, IOException e) throws IOException {
    if (!isDamage(e)) {
      throw e;
    }
    moveAside(number, e);
  }

  /// Makes sure that a generation is never opened again.
  void moveAside(int number, Exception because) throws IOException {
    Path aside = folder.resolve(number + ".damaged");
    for (int again = 2; Files.exists(aside); again++) {
      aside = folder.resolve(number + ".damaged-" + again);
    }
    Files.move(path(number), aside, StandardCopyOption.ATOMIC_MOVE);
    LOG.error(
        "view {}: generation {} cannot be read, is now {} and is built again from the topic",
        folder.getFileName(),
        number,
        aside.getFileName(),
        because);
  }

  /// What serves and what served before, if anything has once caught up.
  Optional<Current> current() throws IOException {
    return read(CURRENT).flatMap(Current::parse);
  }

  /// Makes `current` what serves, whatever happens from then on.
  void switchTo(Current current) throws IOException {
    write(CURRENT, current.text());
  }

  /// What was said of the last rebuild.
  Optional<String> rebuild() throws IOException {
    return read(REBUILD);
  }

  void rebuild(String text) throws IOException {
    write(REBUILD, text);
  }

  private Optional<String> read(String file) throws IOException {
    try {
      return Optional.of(Files.readString(folder.resolve(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(folder);
    Path prepared = folder.resolve(file + ".next");
    Files.writeString(prepared, text);
    IOUtils.fsync(prepared, false);
    Files.move(
        prepared,
        folder.resolve(file),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    IOUtils.fsync(folder, true);
  }

  /// The number of the next generation. One that was moved aside keeps its own.
  int next() throws IOException {
    return Math.addExact(1, numbers(true).stream().mapToInt(n -> n).max().orElse(0));
  }

  List<Integer> generations() throws IOException {
    return numbers(false);
  }

  private List<Integer> numbers(boolean alsoDamaged) throws IOException {
    var numbers = new ArrayList<Integer>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.filter(Files::isDirectory).toList()) {
        Matcher name = NUMBER.matcher(entry.getFileName().toString());
        if (name.matches() && (alsoDamaged || name.group(2) == null)) {
          numbers.add(Integer.parseInt(name.group(1)));
        }
      }
    }
    return numbers.stream().sorted().toList();
  }

  /// Removes a generation. Who has it open goes on reading it.
  void remove(int number) throws IOException {
    Path tree = path(number);
    if (!Files.isDirectory(tree)) {
      return;
    }
    List<Path> inside;
    try (Stream<Path> paths = Files.walk(tree)) {
      inside = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : inside) {
      Files.deleteIfExists(path);
    }
    LOG.info("view {}: generation {} is removed", folder.getFileName(), number);
  }

  /// What a generation takes on the disk.
  long bytes(int number) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(path(number))) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    } catch (NoSuchFileException e) {
      return bytes; // A merge has just removed it, or nothing is there: near enough.
    }
    return bytes;
  }

  /// What may still be written.
  long usableBytes() throws IOException {
    return disk.usableBytes(folder);
  }

  private Path path(int number) {
    return folder.resolve(Integer.toString(number));
  }
}
