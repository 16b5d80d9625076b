package org.paperwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.paperwire.client.Server;

class StatusTest {

  private static final String SERVING =
      "{\"generation\":\"g2\",\"since\":\"2026-01-02T03:04:05Z\"}";

  private static JsonNode json(String text) throws IOException {
    return Server.JSON.readTree(text);
  }

  private static String rebuild(String state) {
    return """
    {"number":2,"generation":3,"enrichment":"g3","state":"%s","done":45,"total":100,"etaSeconds":7}"""
        .formatted(state);
  }

  @Test
  void theEnrichmentIsToldByTheGenerationThatServesAndTheOneBefore() throws IOException {
    assertThat(Status.enrichment(json("{\"serving\":" + SERVING + "}")))
        .isEqualTo("generation g2 since 2026-01-02T03:04:05Z");
    assertThat(
            Status.enrichment(
                json("{\"serving\":" + SERVING + ",\"before\":{\"generation\":\"g1\"}}")))
        .isEqualTo("generation g2 since 2026-01-02T03:04:05Z, before that g1");
  }

  @Test
  void aRebuildThatRunsIsToldWithItsProgress() throws IOException {
    String building = "{\"serving\":" + SERVING + ",\"rebuild\":" + rebuild("building") + "}";
    assertThat(Status.enrichment(json(building)))
        .endsWith("; generation g3 is built beside it, 45 %, 7 s left");

    String held = "{\"serving\":" + SERVING + ",\"rebuild\":" + rebuild("held") + "}";
    assertThat(Status.enrichment(json(held))).endsWith("; generation g3 is held beside it");
  }

  @Test
  void aRebuildThatIsOverIsNotTold() throws IOException {
    String over = "{\"serving\":" + SERVING + ",\"rebuild\":" + rebuild("switched") + "}";
    assertThat(Status.enrichment(json(over))).doesNotContain("g3");
  }

  @Test
  void aViewIsToldByItsNumberedGeneration() throws IOException {
    String view =
        """
        {"name":"search","generation":2,"state":"following","documents":479,"lag":0,"rebuild":%s}"""
            .formatted(rebuild("building"));
    assertThat(Status.view(json(view)))
        .isEqualTo(
            "search, generation 2, following, 479 documents, lag 0;"
                + " generation 3 is built beside it, 45 %, 7 s left");
  }
}
