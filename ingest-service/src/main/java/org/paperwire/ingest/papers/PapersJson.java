package org.paperwire.ingest.papers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.Parsed;

/// One paper as a JSON object, or an array of them.
///
/// A document that is no JSON to its end is refused as a whole: it is most likely one that was cut
/// short, and half of an upload taken would look like all of it.
public final class PapersJson {

  /// What a document turned out to be.
  public sealed interface Outcome {}

  /// An object or an array; each of its items is read or refused.
  public record Read(Parsed parsed) implements Outcome {}

  /// No JSON.
  ///
  /// @param detail what is wrong with it, in one sentence
  public record NotJson(String detail) implements Outcome {}

  /// Finds where items begin and end, and leaves the rest to [PaperReader]: one paper with a name
  /// twice, or nested too deep, refuses that paper alone.
  private static final JsonFactory OUTLINE =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Limits.OUTLINE_DEPTH_MAX)
                  .maxStringLength(Limits.BODY_BYTES_MAX)
                  .build())
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          // What is UTF-8 by our own look at it is not read as UTF-16 or UTF-32 on a guess.
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .build();

  private PapersJson() {}

  /// Reads a document.
  ///
  /// @param utf8 the document
  public static Outcome read(byte[] utf8, PaperReader reader) {
    var places = new ArrayList<int[]>();
    try (JsonParser json = OUTLINE.createParser(utf8)) {
      if (json.nextToken() == JsonToken.START_ARRAY) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          places.add(place(json));
        }
      } else if (json.currentToken() != null) {
        places.add(place(json));
      } else {
        return new NotJson("nothing but white space");
      }
      if (json.nextToken() != null) {
        return new NotJson("something follows the document's end; a paper a line is NDJSON");
      }
    } catch (JsonProcessingException e) {
      return new NotJson(PaperReader.described(e));
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory", e);
    }
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      items.add(reader.read(i + 1, Bytes.of(utf8, places.get(i)[0], places.get(i)[1])));
    }
    return new Read(new Parsed(Format.PAPERS_JSON, items));
  }

  /// Where the value on which the parser stands begins and ends.
  private static int[] place(JsonParser json) throws IOException {
    int from = Math.toIntExact(json.currentTokenLocation().getByteOffset());
    json.skipChildren();
    json.finishToken();
    return new int[] {from, Math.toIntExact(json.currentLocation().getByteOffset())};
  }
}
