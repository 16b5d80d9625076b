package org.paperwire.examples;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.paperwire.testing.TestBroker;
import org.paperwire.testing.TestRegistry;

/// All services in this JVM, on a real broker, with a registry that is in memory as a rule.
public final class Services implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestBroker broker;
  private final TestRegistry registry;
  private final EmbeddedServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private Services(Path folder) {
    this.broker = TestBroker.start(folder.resolve("log"));
    this.registry = TestRegistry.start();
    this.server =
        ApplicationContext.run(
            EmbeddedServer.class, settings(folder, broker.bootstrapServers(), registry.url()));
  }

  /// The services in `folder`, ready to be used.
  public static Services in(Path folder) {
    var services = new Services(folder);
    Awaitility.await().atMost(PATIENCE).until(() -> services.get("/health").statusCode() == 200);
    return services;
  }

  static Map<String, Object> settings(Path folder, String broker, String registry) {
    return Map.of(
        "micronaut.server.port",
        -1,
        "paperwire.kafka.bootstrap-servers",
        broker,
        "paperwire.registry.url",
        registry,
        "paperwire.deploy",
        true,
        "paperwire.data",
        folder.resolve("data").toString());
  }

  public String kafka() {
    return broker.bootstrapServers();
  }

  public String registry() {
    return registry.url();
  }

  /// Sends papers, a line each, and waits until they can be read.
  public void send(String... papers) {
    HttpResponse<String> taken =
        ask(
            request("/v1/papers")
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", papers))));
    String position = taken.headers().firstValue("Paperwire-Position").orElseThrow();
    HttpResponse<String> read =
        ask(
            request("/v1/papers?limit=1")
                .header("Paperwire-Min-Position", position)
                .header("Prefer", "wait=30"));
    if (taken.statusCode() != 200 || read.statusCode() != 200) {
      throw new IllegalStateException("sent: " + taken.body() + ", read: " + read.body());
    }
  }

  private HttpResponse<String> get(String path) {
    return ask(request(path));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.getURI() + path)).timeout(PATIENCE);
  }

  private HttpResponse<String> ask(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("no answer", e);
    }
  }

  @Override
  public void close() {
    client.close();
    server.close();
    registry.close();
    broker.close();
  }
}
