package org.paperwire.ingest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.PlainText;

/// A value in a JSON document: where it begins and ends. Its parts are slices of the same bytes, so
/// that what is kept of an entry is the entry as it came, and a document of many entries takes
/// little more memory than its bytes.
///
/// A document that is no JSON to its end is none at all: it is most likely one that was cut short,
/// and half of an answer taken would look like all of it. One *entry* that is too deep or has a
/// name twice is found by whoever reads that entry, and refuses itself alone.
public final class JsonSlice {

  /// What bytes turned out to be.
  public sealed interface Outcome {}

  /// A document, whole.
  public record Document(JsonSlice root) implements Outcome {}

  /// No JSON.
  ///
  /// @param detail what is wrong with it, in one sentence
  public record NotJson(String detail) implements Outcome {}

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

  private final byte[] utf8;
  private final int from;
  private final int to;

  /// Asked for again and again by those who want to know what it is.
  private @Nullable Map<String, JsonSlice> fields;

  private JsonSlice(byte[] utf8, int from, int to) {
    this.utf8 = utf8;
    this.from = from;
    this.to = to;
  }

  /// Finds the end of a document.
  ///
  /// @param utf8 the document, which nobody changes from now on
  public static Outcome of(byte[] utf8) {
    try (JsonParser json = OUTLINE.createParser(utf8)) {
      if (json.nextToken() == null) {
        return new NotJson("nothing but white space");
      }
      JsonSlice root = value(json, utf8, 0);
      if (json.nextToken() != null) {
        return new NotJson("something follows the document's end; a paper a line is NDJSON");
      }
      return new Document(root);
    } catch (JsonProcessingException e) {
      return new NotJson(described(e));
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory", e);
    }
  }

  /// The value on which the parser stands, to its end.
  private static JsonSlice value(JsonParser json, byte[] utf8, int offset) throws IOException {
    int from = offset + Math.toIntExact(json.currentTokenLocation().getByteOffset());
    json.skipChildren();
    json.finishToken();
    return new JsonSlice(
        utf8, from, offset + Math.toIntExact(json.currentLocation().getByteOffset()));
  }

  public boolean isObject() {
    return utf8[from] == '{';
  }

  public boolean isArray() {
    return utf8[from] == '[';
  }

  /// What is in an object, by name in its own order; of a name that stands twice the last. Empty
  /// for anything else.
  public Map<String, JsonSlice> fields() {
    Map<String, JsonSlice> known = fields;
    if (known == null) {
      known = read();
      fields = known;
    }
    return known;
  }

  private Map<String, JsonSlice> read() {
    var found = new LinkedHashMap<String, JsonSlice>();
    if (isObject()) {
      walk(
          json -> {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
              String name = json.currentName();
              json.nextToken();
              found.put(name, value(json, utf8, from));
            }
          });
    }
    return Collections.unmodifiableMap(found);
  }

  /// One field of an object.
  public Optional<JsonSlice> field(String name) {
    return Optional.ofNullable(fields().get(name));
  }

  /// What is in an array. Empty for anything else.
  public List<JsonSlice> elements() {
    var elements = new ArrayList<JsonSlice>();
    if (isArray()) {
      walk(
          json -> {
            while (json.nextToken() != JsonToken.END_ARRAY) {
              elements.add(value(json, utf8, from));
            }
          });
    }
    return elements;
  }

  /// A text, or a number as it is written.
  public Optional<String> text() {
    var text = new ArrayList<String>();
    if (!isObject() && !isArray()) {
      walk(
          json -> {
            if (json.currentToken() == JsonToken.VALUE_STRING || json.currentToken().isNumeric()) {
              text.add(json.getText());
            }
          });
    }
    return text.stream().findFirst();
  }

  @FunctionalInterface
  private interface Walk {
    void along(JsonParser json) throws IOException;
  }

  private void walk(Walk walk) {
    try (JsonParser json = OUTLINE.createParser(utf8, from, to - from)) {
      json.nextToken();
      walk.along(json);
    } catch (IOException e) {
      throw new UncheckedIOException("a part of a document that is whole", e);
    }
  }

  /// The value as it came.
  public Bytes bytes() {
    return Bytes.of(utf8, from, to);
  }

  /// What the parser says is wrong and where, without the text around it.
  public static String described(JsonProcessingException e) {
    String message = Optional.ofNullable(e.getOriginalMessage()).orElse("not JSON");
    String line = message.lines().findFirst().orElse("not JSON");
    String where =
        e.getLocation() == null ? "" : " (column %d)".formatted(e.getLocation().getColumnNr());
    // A name that stands twice is told as it was sent, control characters and all.
    return PlainText.quoted(line) + where;
  }
}
