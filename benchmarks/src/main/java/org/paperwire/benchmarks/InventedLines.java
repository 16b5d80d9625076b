package org.paperwire.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.paperwire.avro.Author;
import org.paperwire.avro.PaperSighted;

/// Invented sightings as somebody would send them: papers in our own JSON, one a line.
///
/// @param sightings what they say
public record InventedLines(InventedSightings sightings) {

  private static final JsonFactory JSON = new JsonFactoryBuilder().rootValueSeparator("").build();

  /// Writes the sightings from one number to before another, which replace whatever is in the file.
  public void write(Path file, int from, int to) throws IOException {
    try (OutputStream lines = new BufferedOutputStream(Files.newOutputStream(file));
        JsonGenerator json = JSON.createGenerator(lines)) {
      for (int n = from; n < to; n++) {
        write(json, sightings.sighting(n));
        // Behind each line, the last one too: files of lines can be put one behind the other.
        json.writeRaw('\n');
      }
    }
  }

  private static void write(JsonGenerator json, PaperSighted paper) throws IOException {
    json.writeStartObject();
    json.writeStringField("title", paper.getTitle());
    if (paper.getAbstract$() != null) {
      json.writeStringField("abstract", paper.getAbstract$());
    }
    json.writeArrayFieldStart("authors");
    for (Author author : paper.getAuthors()) {
      json.writeString(author.getName());
    }
    json.writeEndArray();
    json.writeStringField("publishedAt", paper.getPublishedAt());
    json.writeObjectFieldStart("identifiers");
    for (var ids : paper.getIdentifiers().entrySet()) {
      json.writeStringField(ids.getKey(), ids.getValue().getFirst());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("categories");
    for (String category : paper.getCategories()) {
      json.writeString(category);
    }
    json.writeEndArray();
    json.writeStringField("source", paper.getSource());
    json.writeStringField("sourceId", paper.getSourceId());
    json.writeEndObject();
  }
}
