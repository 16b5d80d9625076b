package org.paperwire.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
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
final class StartWatch implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Programs programs;
  private final Ports ports;
  private final Consumer<String> says;
  private final long began = System.nanoTime();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

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
      var health = http.send(get(programs.httpAddress() + "/health"), BodyHandlers.ofString());
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
  private boolean registryIsUp() throws IOException, InterruptedException {
    if (!status(programs.registryHealthAddress())) {
      return false;
    }
    var rule =
        HttpRequest.newBuilder(URI.create(programs.registryAddress() + "/config"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .PUT(
                BodyPublishers.ofString(
                    "{\"compatibility\":\"" + SchemaDeployment.COMPATIBILITY + "\"}"))
            .build();
    return http.send(rule, BodyHandlers.discarding()).statusCode() == 200;
  }

  private boolean status(String address) throws IOException, InterruptedException {
    return http.send(get(address), BodyHandlers.discarding()).statusCode() == 200;
  }

  private static HttpRequest get(String address) {
    return HttpRequest.newBuilder(URI.create(address)).timeout(TIMEOUT).build();
  }

  @Override
  public void close() {
    http.shutdownNow();
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
