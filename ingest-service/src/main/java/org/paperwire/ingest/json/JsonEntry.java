package org.paperwire.ingest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.BiFunction;
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
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(Limits.JSON_DEPTH_MAX)
                          .maxStringLength(Limits.ITEM_BYTES_MAX)
                          .maxNameLength(Limits.JSON_NAME_CHARACTERS_MAX)
                          .maxNumberLength(Limits.JSON_NUMBER_CHARACTERS_MAX)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .disable(JsonFactory.Feature.CHARSET_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .reader();

  private JsonEntry() {}

  /// Reads an entry.
  ///
  /// @param at its place, from 1
  /// @param json the entry as it came
  /// @param reading makes an item of the object and its raw form
  public static Item read(
      int at, Bytes json, Parser parser, BiFunction<JsonObject, Raw, Item> reading) {
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
                ? reading.apply(new JsonObject(tree), raw)
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
