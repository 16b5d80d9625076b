package org.paperwire.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paperwire.client.Server;

/// The rebuilds of a view, or of the enrichment, of a running Paperwire: ordered, watched, ended.
final class RebuildWork {

  /// What is called so is no view, and is ordered and watched like one.
  static final String ENRICHMENT = "enrichment";

  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Set<String> UNDER_WAY = Set.of("building", "held");

  private final Server server;
  private final String view;
  private final String path;

  RebuildWork(Server server, String view) {
    this.server = server;
    this.view = view;
    this.path =
        view.equals(ENRICHMENT)
            ? "/v1/enrichment/rebuilds"
            : "/v1/views/" + DeadLetters.encoded(view) + "/rebuilds";
  }

  JsonNode start(boolean hold, @Nullable Integer rate)
      throws IOException, InterruptedException, Refusal {
    return order("?hold=" + hold + (rate == null ? "" : "&rate=" + rate));
  }

  JsonNode back(boolean hold) throws IOException, InterruptedException, Refusal {
    return order("?back=true&hold=" + hold);
  }

  private JsonNode order(String query) throws IOException, InterruptedException, Refusal {
    return PaperText.orRefuse(server.post(path + query));
  }

  JsonNode switchOver(int number) throws IOException, InterruptedException, Refusal {
    return PaperText.orRefuse(server.post(path + "/" + number + "/switch"));
  }

  JsonNode cancel(int number) throws IOException, InterruptedException, Refusal {
    return PaperText.orRefuse(server.delete(path + "/" + number));
  }

  JsonNode status(int number) throws IOException, InterruptedException, Refusal {
    return PaperText.orRefuse(server.get(path + "/" + number));
  }

  /// The number of the rebuild that is under way.
  int running() throws IOException, InterruptedException, Refusal {
    JsonNode rebuild = ofAll().path("rebuild");
    if (UNDER_WAY.contains(rebuild.path("state").asText())) {
      return rebuild.path("number").asInt();
    }
    throw new Refusal(ExitCodes.FAILED, "No rebuild of " + view + " is under way.");
  }

  /// The view among all views, or the enrichment.
  private JsonNode ofAll() throws IOException, InterruptedException, Refusal {
    if (view.equals(ENRICHMENT)) {
      return PaperText.orRefuse(server.get("/v1/enrichment"));
    }
    for (JsonNode one : PaperText.orRefuse(server.get("/v1/views")).path("views")) {
      if (one.path("name").asText().equals(view)) {
        return one;
      }
    }
    return MissingNode.getInstance();
  }

  /// The generation of the view that is held because it is made of what is built of the enrichment.
  int heldForTheEnrichment() throws IOException, InterruptedException, Refusal {
    JsonNode of = ofAll();
    JsonNode rebuild = of.path("rebuild");
    if (!rebuild.path("state").asText().equals("held")
        || rebuild.path("enrichment").equals(of.path("enrichment"))) {
      throw new Refusal(
          ExitCodes.FAILED,
          "No generation of the enrichment is held: ./paperwire rebuild enrichment --hold");
    }
    return rebuild.path("generation").asInt();
  }

  /// Waits until a rebuild is over, or held, and shows meanwhile how far it is.
  ///
  /// @param untilHeld whether it will be held; else being held is on its way
  JsonNode await(JsonNode begun, boolean untilHeld)
      throws IOException, InterruptedException, Refusal {
    int number = begun.path("number").asInt();
    JsonNode now = begun;
    try (var progress = new Progress("generation " + begun.path("generation").asInt())) {
      while (now.path("state").asText().equals("building")
          || !untilHeld && now.path("state").asText().equals("held")) {
        progress.show(
            now.path("done").asLong(),
            now.path("total").asLong(),
            "%,.0f/s%s%s"
                .formatted(
                    now.path("rate").asDouble(),
                    now.has("etaSeconds") ? ", " + now.path("etaSeconds").asLong() + " s left" : "",
                    now.has("because") ? ", " + PaperText.text(now, "because") : ""));
        Thread.sleep(LOOK);
        now = status(number);
      }
    }
    return now;
  }

  /// How it ended, in a sentence.
  static String words(String view, JsonNode rebuild) {
    int generation = rebuild.path("generation").asInt();
    String why = rebuild.has("because") ? ": " + PaperText.text(rebuild, "because") : "";
    return switch (rebuild.path("state").asText()) {
      case "switched" -> "%s: generation %d serves.".formatted(view, generation);
      case "held" ->
          "%s: generation %d has caught up and waits: ./paperwire rebuild %s --switch, or --cancel."
              .formatted(view, generation, view);
      case "cancelled" -> "%s: generation %d is stopped and removed.".formatted(view, generation);
      default ->
          "%s: generation %d could not be built, and what served goes on%s."
              .formatted(view, generation, why);
    };
  }
}
