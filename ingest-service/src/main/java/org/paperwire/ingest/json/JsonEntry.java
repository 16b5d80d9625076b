package org.paperwire.ingest.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.Parser;
import org.paperwire.ingest.ParserBoundary;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.Reject;

/// Reads one entry of a source that answers JSON: as an object within the limits, or as a reject
/// that says what it is instead.
public final class JsonEntry {

  private static final ObjectReader TREES =
      JsonMapper.builder(StrictJson.FACTORY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .reader();

  private JsonEntry() {}

  /// Makes an item of an entry.
  @FunctionalInterface
  public interface Reading {

    /// @param at its place, from 1
    /// @param raw the entry as it came
    Item item(int at, JsonObject object, Raw raw);
  }

  /// Reads the entries of a list.
  public static List<Item> readAll(List<JsonSlice> entries, Parser parser, Reading reading) {
    var items = new ArrayList<Item>();
    for (JsonSlice entry : entries) {
      items.add(read(items.size() + 1, entry.bytes(), parser, reading));
    }
    return items;
  }

  /// Reads an entry.
  ///
  /// @param at its place, from 1
  /// @param json the entry as it came
  private static Item read(int at, Bytes json, Parser parser, Reading reading) {
    Raw raw = Raw.json(json);
    if (json.size() > Limits.ITEM_BYTES_MAX) {
      return reject(
          at, Reason.TOO_LARGE, "more than %d bytes".formatted(Limits.ITEM_BYTES_MAX), raw);
    }
    return ParserBoundary.read(
        parser.name(),
        () -> {
          try {
            JsonNode tree = TREES.readTree(json.toArray());
            return tree.isObject()
                ? reading.item(at, new JsonObject(tree), raw)
                : reject(at, Reason.NOT_A_PAPER, notAnObject(tree), raw);
          } catch (JsonProcessingException e) {
            return reject(at, Reason.JSON_MALFORMED, JsonSlice.described(e), raw);
          } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory", e);
          }
        },
        detail -> reject(at, Reason.PARSER_FAILED, detail, raw));
  }

  private static String notAnObject(JsonNode tree) {
    if (tree.isTextual()) {
      return tree.asText().startsWith("{'")
          ? "a text that looks like Python's print of an object, where an object is expected"
          : "a text where an object is expected";
    }
    return tree.isNull() ? "null: the source knows no such paper" : "an object is expected";
  }

  private static Reject reject(int at, Reason reason, String detail, Raw raw) {
    return new Reject(at, reason, detail, Optional.empty(), raw);
  }
}
