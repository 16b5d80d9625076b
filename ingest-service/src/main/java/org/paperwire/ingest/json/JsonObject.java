package org.paperwire.ingest.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// An object of a source, asked for what it has. A field that is absent, `null`, blank or of
/// another type is not there: sources leave out, empty and change fields, and none of this is a
/// reason to lose a paper.
public final class JsonObject {

  private final JsonNode node;

  JsonObject(JsonNode node) {
    this.node = node;
  }

  public boolean has(String field) {
    return !node.path(field).isMissingNode();
  }

  /// The names of all fields.
  public List<String> names() {
    var names = new ArrayList<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /// A text, or a number as it is written.
  public Optional<String> text(String field) {
    return textOf(node.path(field));
  }

  /// The first field of these that has a text.
  public Optional<String> firstText(String... fields) {
    for (String field : fields) {
      Optional<String> text = text(field);
      if (text.isPresent()) {
        return text;
      }
    }
    return Optional.empty();
  }

  /// The texts of an array; a text that stands alone is an array of one.
  public List<String> texts(String field) {
    JsonNode value = node.path(field);
    if (!value.isArray()) {
      return textOf(value).stream().toList();
    }
    var texts = new ArrayList<String>();
    value.forEach(element -> textOf(element).ifPresent(texts::add));
    return texts;
  }

  /// A whole number that is not negative.
  public OptionalLong count(String field) {
    JsonNode value = node.path(field);
    return value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0
        ? OptionalLong.of(value.longValue())
        : OptionalLong.empty();
  }

  public boolean isTrue(String field) {
    return node.path(field).isBoolean() && node.path(field).booleanValue();
  }

  public Optional<JsonObject> object(String field) {
    return Optional.of(node.path(field)).filter(JsonNode::isObject).map(JsonObject::new);
  }

  /// The objects of an array.
  public List<JsonObject> objects(String field) {
    var objects = new ArrayList<JsonObject>();
    node.path(field)
        .forEach(
            element -> {
              if (element.isObject()) {
                objects.add(new JsonObject(element));
              }
            });
    return objects;
  }

  /// The elements of an array of arrays, each with its texts.
  public List<List<String>> rows(String field) {
    var rows = new ArrayList<List<String>>();
    for (JsonNode row : node.path(field)) {
      var texts = new ArrayList<String>();
      row.forEach(element -> texts.add(textOf(element).orElse("")));
      rows.add(texts);
    }
    return rows;
  }

  /// The whole numbers of each field that is an array of them, as an inverted index has them.
  ///
  /// @param below numbers from 0 to here; others are left out
  public Map<String, List<Integer>> numbers(int below) {
    var numbers = new LinkedHashMap<String, List<Integer>>();
    node.properties()
        .forEach(
            field -> {
              var places = new ArrayList<Integer>();
              for (JsonNode place : field.getValue()) {
                if (place.isInt() && place.intValue() >= 0 && place.intValue() < below) {
                  places.add(place.intValue());
                }
              }
              numbers.put(field.getKey(), places);
            });
    return numbers;
  }

  private static Optional<String> textOf(JsonNode value) {
    return value.isTextual() || value.isNumber()
        ? Optional.of(value.asText()).filter(Predicate.not(String::isBlank))
        : Optional.empty();
  }
}
