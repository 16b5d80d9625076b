package org.paperwire.ingest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.formats.Formats;
import org.paperwire.ingest.formats.Unpacked;
import org.paperwire.ingest.papers.PapersNdjson;

/// What sources really answered, read where it lies; tests over it are skipped where it is not.
public final class RealData {

  private static final Path FOLDER = Path.of("../../shared/data");

  private RealData() {}

  /// The files of a folder, or of one that matches.
  ///
  /// @param glob of names, such as `*.json*`
  public static List<Path> files(String folder, String glob) throws IOException {
    assumeTrue(Files.isDirectory(FOLDER.resolve(folder)), "the real data are not here");
    var files = new ArrayList<Path>();
    try (var found = Files.newDirectoryStream(FOLDER.resolve(folder), glob)) {
      found.forEach(files::add);
    }
    files.removeIf(Files::isDirectory);
    files.sort(null);
    assumeTrue(!files.isEmpty(), "the real data are not here");
    return files;
  }

  /// The content of a file, without its packing.
  public static byte[] bytes(Path file) {
    try (var unpacked = new Unpacked(Files.newInputStream(file))) {
      return unpacked.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same as text.
  public static String text(Path file) {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }

  /// How often something stands in a text: a count that no parser has a part in.
  public static int count(String regex, String text) {
    return (int) Pattern.compile(regex).matcher(text).results().count();
  }

  /// What a file says, by the door for captures.
  public static Formats.Outcome read(Path file) {
    return Formats.readCapture(bytes(file), CaptureContext.UNKNOWN);
  }

  /// What a file that is read says.
  public static Parsed parsed(Path file) {
    return switch (read(file)) {
      case Formats.Read(Parsed parsed) -> parsed;
      case Formats.Unrecognised(Reason reason, String detail) ->
          throw new AssertionError(file + ": " + reason + ", " + detail);
    };
  }

  /// What the lines of a file say, read as a stream is.
  public static List<Item> lines(Path file) throws IOException {
    var items = new ArrayList<Item>();
    PapersNdjson.read(
        new ByteArrayInputStream(bytes(file)),
        Formats.captureLines(CaptureContext.UNKNOWN),
        line -> items.addAll(line.items()));
    return items;
  }
}
