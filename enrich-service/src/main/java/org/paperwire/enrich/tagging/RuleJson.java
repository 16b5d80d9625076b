package org.paperwire.enrich.tagging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One JSON object of a rule file, read field by field; whatever is not as expected is refused with
/// the place where it stands.
record RuleJson(RuleFile file, long line, String place, JsonNode object) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /// The object that is the whole file.
  static RuleJson whole(RuleFile file) {
    return parse(file, 1, file.text());
  }

  /// The object that starts on a line.
  static RuleJson parse(RuleFile file, long line, String text) {
    try {
      JsonNode node = JSON.readTree(text);
      if (!node.isObject()) {
        throw file.bad(line, "expected a JSON object.");
      }
      return new RuleJson(file, line, "", node);
    } catch (JsonProcessingException e) {
      long offset = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr() - 1);
      throw file.bad(line + offset, "not a JSON object: " + e.getOriginalMessage() + ".", e);
    }
  }

  TaxonomyException bad(String complaint) {
    return file.bad(line, place + complaint);
  }

  String text(String field) {
    return optionalText(field).orElseThrow(() -> bad("'" + field + "' is missing."));
  }

  Optional<String> optionalText(String field) {
    JsonNode value = object.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw bad("'" + field + "' must be a text that is not blank.");
    }
    return Optional.of(value.textValue().strip());
  }

  boolean flag(String field) {
    JsonNode value = object.path(field);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw bad("'" + field + "' must be true or false.");
    }
    return value.asBoolean(false);
  }

  /// The texts of an array; none when the field is absent.
  List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : array(field)) {
      if (!each.isTextual()) {
        throw bad("'" + field + "' must hold texts alone.");
      }
      texts.add(each.textValue());
    }
    return texts;
  }

  /// The objects of an array; none when the field is absent. Complaints about one name its number.
  List<RuleJson> objects(String field) {
    List<RuleJson> objects = new ArrayList<>();
    for (JsonNode each : array(field)) {
      String number = place + field + "[" + objects.size() + "] ";
      if (!each.isObject()) {
        throw file.bad(line, number + "must be an object.");
      }
      objects.add(new RuleJson(file, line, number, each));
    }
    return objects;
  }

  /// An object of texts; empty when the field is absent.
  Map<String, String> map(String field) {
    JsonNode value = object.path(field);
    if (!value.isMissingNode() && !value.isObject()) {
      throw bad("'" + field + "' must be an object.");
    }
    Map<String, String> map = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : value.properties()) {
      if (!each.getValue().isTextual()) {
        throw bad("'" + field + "' must hold texts alone.");
      }
      map.put(each.getKey(), each.getValue().textValue());
    }
    return map;
  }

  private JsonNode array(String field) {
    JsonNode value = object.path(field);
    if (!value.isMissingNode() && !value.isArray()) {
      throw bad("'" + field + "' must be an array.");
    }
    return value;
  }
}
