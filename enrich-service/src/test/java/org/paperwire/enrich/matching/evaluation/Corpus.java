package org.paperwire.enrich.matching.evaluation;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// The data sets, read in place.
final class Corpus {

  static final Path DATA = Path.of(System.getProperty("data", "../../shared/data"));

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  record Pair(Listing left, Listing right, boolean same) {}

  private Corpus() {}

  static boolean isThere() {
    return Files.isDirectory(DATA);
  }

  static List<Pair> dblpScholar(String set) {
    var pairs = new ArrayList<Pair>();
    for (JsonNode line : lines("dedupe_dblp_scholar/" + set + ".jsonl.gz")) {
      int i = pairs.size();
      pairs.add(
          new Pair(
              Listing.ofDblpScholar("dblp-list", "l" + i, line.path("left")),
              Listing.ofDblpScholar("scholar-list", "r" + i, line.path("right")),
              line.path("label").asInt() == 1));
    }
    return pairs;
  }

  static Listing arxiv(JsonNode paper) {
    return Listing.of("arxiv-list", paper.path("id").asText(), paper.path("title").asText())
        .by(names(paper.path("authors")))
        .saying(paper.path("summary").asText())
        .known("arxiv", paper.path("id").asText());
  }

  /// @param at place in the file, which tells records with one id apart
  static Listing venue(JsonNode paper, int at) {
    String id =
        paper.path("venue").asText()
            + paper.path("year").asText()
            + "-"
            + paper.path("id").asText();
    return Listing.of("venue-list", id + "-" + at, paper.path("title").asText())
        .by(List.of(paper.path("author").asText().split(";")))
        .at(paper.path("venue").asText())
        .in(Listing.year(paper.path("year").asText()))
        .saying(paper.path("abstract").asText());
  }

  static List<String> names(JsonNode array) {
    var names = new ArrayList<String>();
    array.forEach(name -> names.add(name.isTextual() ? name.asText() : name.path("name").asText()));
    return names;
  }

  static List<JsonNode> lines(String file) {
    var lines = new ArrayList<JsonNode>();
    for (String line : text(file)) {
      try {
        lines.add(JSON.readTree(line));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return lines;
  }

  static List<String> text(String file) {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(DATA.resolve(file))),
                StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> files(String folder, String beginning) {
    try (Stream<Path> files = Files.list(DATA.resolve(folder))) {
      return files
          .map(file -> folder + "/" + file.getFileName())
          .filter(file -> file.startsWith(folder + "/" + beginning) && file.endsWith(".jsonl.gz"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
