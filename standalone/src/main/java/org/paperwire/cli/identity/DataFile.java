package org.paperwire.cli.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.paperwire.client.Server;

/// Files of data sets: compressed lines.
final class DataFile {

  private DataFile() {}

  /// Reads one line after the other.
  static <E extends Exception> void lines(Path file, Reader<String, E> reader)
      throws IOException, E {
    try (BufferedReader lines = open(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        reader.read(line);
      }
    }
  }

  /// Reads one JSON object after the other.
  static <E extends Exception> void objects(Path file, Reader<JsonNode, E> reader)
      throws IOException, E {
    try (var objects = Server.JSON.readerFor(JsonNode.class).<JsonNode>readValues(open(file))) {
      while (objects.hasNextValue()) {
        reader.read(objects.nextValue());
      }
    }
  }

  private static BufferedReader open(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
  }

  /// The files of a folder whose names begin so, in the order of their names.
  static List<Path> files(Path folder, String beginning) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(beginning))
          .sorted()
          .toList();
    }
  }

  /// Names in an array of texts, or of objects with a name.
  static List<String> names(JsonNode array) {
    var names = new ArrayList<String>();
    array.forEach(name -> names.add(name.isTextual() ? name.asText() : name.path("name").asText()));
    return names;
  }

  /// A year as any of the sets writes it: `1997`, `1997.0`, `(1997)`.
  static Optional<Integer> year(String text) {
    String digits = text.replaceAll("\\.0$", "").replaceAll("\\D", "");
    return digits.length() == 4 ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
  }

  /// The day of a date or a moment.
  static String day(String moment) {
    return moment.length() < 10 ? "" : moment.substring(0, 10);
  }
}
