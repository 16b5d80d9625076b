package org.paperwire.cli.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import org.paperwire.ingest.Author;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.formats.Formats;

/// Papers as three sources list them for real: pages, which say no ids; a list of papers of the day
/// and arXiv's announcements, which say the arXiv id.
///
/// @param data the folder of all sets
/// @param limit how many are read of the two lists, at most
public record Listed(Path data, int limit) {

  static final String DAILY = "hf-daily";
  static final String ARXIV = "arxiv-daily";
  static final String PAGES = "pages";

  /// The pages, to be sent as they are.
  public List<Path> pages() throws IOException {
    return DataFile.files(data.resolve("captures"), "");
  }

  /// The papers of the day.
  public <E extends Exception> void daily(Reader<Listing, E> reader) throws IOException, E {
    var room = new Room<>(reader, limit);
    for (Path file : DataFile.files(data.resolve("hf_daily"), "api_daily_papers")) {
      DataFile.<E>objects(
          file,
          day -> {
            for (JsonNode entry : day.path("response")) {
              room.read(daily(entry.path("paper")));
            }
          });
    }
  }

  private static Listing daily(JsonNode paper) {
    String id = paper.path("id").asText();
    return Listing.of(
            DAILY, id, paper.path("title").asText(), DataFile.names(paper.path("authors")))
        .saying(paper.path("summary").asText())
        .on(DataFile.day(paper.path("publishedAt").asText()))
        .arxiv(id);
  }

  /// The announcements.
  public <E extends Exception> void arxiv(Reader<Listing, E> reader) throws IOException, E {
    var room = new Room<>(reader, limit);
    for (Path file : DataFile.files(data.resolve("arxiv_daily"), "papers_first_seen")) {
      DataFile.<E>objects(file, paper -> room.read(announced(paper)));
    }
  }

  private static Listing announced(JsonNode paper) {
    String id = paper.path("id").asText();
    return Listing.of(
            ARXIV, id, paper.path("title").asText(), DataFile.names(paper.path("authors")))
        .saying(paper.path("summary").asText())
        .arxiv(id);
  }

  /// Everything, under the key of the record that it belongs to.
  void records(BiConsumer<String, Listing> reader) throws IOException {
    for (Path page : pages()) {
      if (Formats.readCapture(Files.readAllBytes(page), CaptureContext.UNKNOWN)
          instanceof Formats.Read(var parsed)) {
        parsed
            .sightings()
            .forEach(
                card ->
                    reader.accept(
                        card.recordKey().value(),
                        Listing.of(
                            PAGES,
                            "",
                            card.statement().title(),
                            card.statement().authors().stream().map(Author::name).toList())));
      }
    }
    daily(paper -> reader.accept(paper.recordKey(), paper));
    arxiv(paper -> reader.accept(paper.recordKey(), paper));
  }

  /// Passes on so many.
  private static final class Room<E extends Exception> implements Reader<Listing, E> {
    private final Reader<Listing, E> reader;
    private int left;

    Room(Reader<Listing, E> reader, int limit) {
      this.reader = reader;
      this.left = limit;
    }

    @Override
    public void read(Listing listing) throws E {
      if (left > 0) {
        left--;
        reader.read(listing);
      }
    }
  }
}
