package org.paperwire.cli.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/// What was found of two records, as `GET /v1/papers/{id}?explain=identity` tells it.
///
/// @param records both record keys, in their order
/// @param rule what decided
/// @param score from 0 to 1
/// @param reasons the weightiest first
public record Tie(List<String> records, String rule, double score, List<String> reasons) {

  public Tie {
    records = List.copyOf(records);
    reasons = List.copyOf(reasons);
  }

  /// Reads pairs that are one paper, and pairs that are not.
  static void read(JsonNode identity, Consumer<Tie> joined, Consumer<Tie> near) {
    identity.path("joined").forEach(tie -> joined.accept(of(tie)));
    identity.path("apart").forEach(tie -> near.accept(of(tie)));
    identity.path("near").forEach(tie -> near.accept(of(tie)));
  }

  private static Tie of(JsonNode tie) {
    return new Tie(
        texts(tie.path("records")).stream().sorted().toList(),
        tie.path("rule").asText(),
        tie.path("score").asDouble(),
        texts(tie.path("reasons")));
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).forEach(texts::add);
    return texts;
  }
}
