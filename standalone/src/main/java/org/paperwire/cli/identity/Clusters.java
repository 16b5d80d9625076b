package org.paperwire.cli.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Which paper each record that was sent is in, as the export says.
public final class Clusters {

  private final Map<String, String> paperByRecord = new HashMap<>();

  /// Takes in a paper of the export.
  public void add(JsonNode paper) {
    String id = paper.path("id").asText();
    for (JsonNode sighting : paper.path("sightings")) {
      paperByRecord.put(
          Listing.name(sighting.path("source").asText(), sighting.path("sourceId").asText()), id);
    }
  }

  /// The paper that a record is in; one that is in none counts as a paper of its own.
  String paperOf(Listing record) {
    return paperByRecord.getOrDefault(record.name(), record.name());
  }

  boolean together(Listing one, Listing other) {
    return paperOf(one).equals(paperOf(other));
  }

  /// How many records are in no paper.
  public long missing(Collection<Listing> records) {
    return records.stream().filter(record -> !paperByRecord.containsKey(record.name())).count();
  }
}
