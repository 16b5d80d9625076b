package org.paperwire.enrich.records;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.paperwire.bibliography.SourceName;

/// How far each source is believed, as data: `source-ranks.txt` holds a line `source rank` for each
/// that we know, `family-* rank` for all sources of a family, and `* rank` for the rest. A change
/// of ranks is a change of what papers say, so it comes with a new generation of the enrichment.
public final class SourceRanks {

  private static final String REST = "*";

  private final Map<String, Integer> byName;

  private SourceRanks(Map<String, Integer> byName) {
    this.byName = Map.copyOf(byName);
  }

  /// The ranks that Paperwire comes with.
  public static SourceRanks standard() {
    try (InputStream file = SourceRanks.class.getResourceAsStream("source-ranks.txt")) {
      return read(
          new String(
              Objects.requireNonNull(file, "source-ranks.txt is part of this jar").readAllBytes(),
              StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads a table of ranks; lines that begin with `#` are remarks.
  public static SourceRanks read(String table) {
    var byName = new HashMap<String, Integer>();
    table
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .forEach(
            line -> {
              String[] words = line.split("\\s+");
              if (words.length != 2) {
                throw new IllegalArgumentException(
                    "a line of ranks is a source and a number: " + line);
              }
              byName.put(words[0], Integer.parseInt(words[1]));
            });
    if (!byName.containsKey(REST)) {
      throw new IllegalArgumentException("ranks need a line for the rest: * and a number");
    }
    return new SourceRanks(byName);
  }

  /// The rank of a source, the higher the stronger: its own, else that of the longest family it
  /// belongs to, else that of the rest.
  public int of(SourceName source) {
    Integer own = byName.get(source.value());
    for (int end = source.value().lastIndexOf('-');
        own == null && end > 0;
        end = source.value().lastIndexOf('-', end - 1)) {
      own = byName.get(source.value().substring(0, end) + "-*");
    }
    return own != null ? own : byName.getOrDefault(REST, 0);
  }
}
