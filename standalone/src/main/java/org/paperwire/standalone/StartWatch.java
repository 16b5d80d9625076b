package org.paperwire.standalone;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.paperwire.client.Server;
import org.paperwire.topics.SchemaDeployment;

/// Watches a start until everything is ready, and says what came up and, when it takes long, what
/// is waited for. There is no limit of time: restoring a large view takes what it takes, and a
/// process that dies is noticed elsewhere.
///
/// It asks by the oldest means that the platform has. The HTTP client proper comes with TLS and
/// threads of its own, and took more of a start's processor time than all else here.
final class StartWatch {

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Programs programs;
  private final Ports ports;
  private final Consumer<String> says;
  private final long began = System.nanoTime();

  StartWatch(Programs programs, Ports ports, Consumer<String> says) {
    this.programs = programs;
    this.ports = ports;
    this.says = says;
  }

  /// Waits until the services say that they are ready, which includes everything they need.
  ///
  /// @return how long it took
  Duration awaitReady() throws InterruptedException {
    var awaited =
        new ArrayList<Step>(
            List.of(
                new Step("broker", this::brokerIsUp),
                new Step("registry", this::registryIsUp),
                new Step("services", () -> status(programs.httpAddress() + "/health/liveness"))));
    var ready = new Step("ready", () -> status(programs.httpAddress() + "/health"));
    long saidAt = began;
    while (true) {
      for (var steps = awaited.iterator(); steps.hasNext(); ) {
        Step step = steps.next();
        if (step.isDone()) {
          steps.remove();
          says.accept("  %-9s up after %.1f s".formatted(step.name, seconds()));
          saidAt = System.nanoTime();
        }
      }
      if (awaited.isEmpty() && ready.isDone()) {
        return Duration.ofNanos(System.nanoTime() - began);
      }
      if (System.nanoTime() - saidAt > PATIENCE.toNanos()) {
        says.accept("  still waiting after %.0f s: %s".formatted(seconds(), lacking(awaited)));
        saidAt = System.nanoTime();
      }
      Thread.sleep(PAUSE);
    }
  }

  private double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }

  private String lacking(List<Step> awaited) throws InterruptedException {
    if (!awaited.isEmpty()) {
      return String.join(", ", awaited.stream().map(Step::name).toList());
    }
    try {
      Answer health = ask("GET", programs.httpAddress() + "/health", "");
      return Server.JSON.readTree(health.body()).path("details").properties().stream()
          .filter(part -> !part.getValue().path("status").asText().equals("UP"))
          .map(part -> part.getKey() + " " + part.getValue().path("details"))
          .collect(Collectors.joining("; "));
    } catch (IOException e) {
      return "the services do not answer";
    }
  }

  private boolean brokerIsUp() {
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.kafka()),
          (int) TIMEOUT.toMillis());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// The registry's own default is no rule at all; anything registered beside our subjects, which
  /// carry the rule themselves, gets it too.
  private boolean registryIsUp() throws IOException {
    return status(programs.registryHealthAddress())
        && ask(
                    "PUT",
                    programs.registryAddress() + "/config",
                    "{\"compatibility\":\"" + SchemaDeployment.COMPATIBILITY + "\"}")
                .status()
            == HttpURLConnection.HTTP_OK;
  }

  private static boolean status(String address) throws IOException {
    return ask("GET", address, "").status() == HttpURLConnection.HTTP_OK;
  }

  private record Answer(int status, String body) {}

  private static Answer ask(String method, String address, String json) throws IOException {
    var call = (HttpURLConnection) URI.create(address).toURL().openConnection();
    call.setRequestMethod(method);
    call.setConnectTimeout((int) TIMEOUT.toMillis());
    call.setReadTimeout((int) (json.isEmpty() ? TIMEOUT : PATIENCE).toMillis());
    if (!json.isEmpty()) {
      call.setDoOutput(true);
      call.setRequestProperty("Content-Type", "application/json");
      try (var body = call.getOutputStream()) {
        body.write(json.getBytes(StandardCharsets.UTF_8));
      }
    }
    int status = call.getResponseCode();
    try (var body = status < 400 ? call.getInputStream() : call.getErrorStream()) {
      return new Answer(
          status, body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private record Step(String name, Question question) {
    boolean isDone() throws InterruptedException {
      try {
        return question.ask();
      } catch (IOException e) {
        return false; // Not listening yet.
      }
    }
  }

  private interface Question {
    boolean ask() throws IOException, InterruptedException;
  }
}
