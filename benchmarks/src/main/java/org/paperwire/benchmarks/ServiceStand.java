package org.paperwire.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paperwire.broker.FreePort;
import org.paperwire.platform.KafkaSettings;

/// A broker and services, a process each. Schemas are in a registry within the services.
///
/// @param services the ingest service alone, or all of them
record ServiceStand(ChildJvm broker, ChildJvm services, KafkaSettings kafka, URI papers)
    implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(5);
  private static final long LOOK_MILLIS = 200;
  private static final Pattern ACCEPTED = Pattern.compile("\"accepted\":(\\d+)");

  /// Of the first view, which papers are read from.
  private static final Pattern DOCUMENTS = Pattern.compile("\"documents\":(\\d+)");

  private static final Pattern POSITION = Pattern.compile("\"position\":\"([^\"]+)\"");

  /// What became of a body of papers.
  ///
  /// @param seconds until the answer
  /// @param position from which on readers see them
  record Taken(double seconds, String position) {}

  /// With the ingest service.
  ///
  /// @param heapMegabytes its heap
  static ServiceStand ofIngest(Path folder, int heapMegabytes)
      throws IOException, InterruptedException {
    return open(
        folder,
        heapMegabytes,
        Set.of("enrich-service-", "query-service-", "standalone-", "benchmarks-"),
        "org.paperwire.ingest.Application");
  }

  /// With all services in one process, as standalone has them.
  ///
  /// @param heapMegabytes their heap
  static ServiceStand ofAll(Path folder, int heapMegabytes)
      throws IOException, InterruptedException {
    return open(folder, heapMegabytes, Set.of("benchmarks-"), "org.paperwire.standalone.Services");
  }

  private static ServiceStand open(
      Path folder, int heapMegabytes, Set<String> without, String mainClass)
      throws IOException, InterruptedException {
    int kafkaPort = FreePort.choose();
    int port = FreePort.choose();
    var kafka = new KafkaSettings("127.0.0.1:" + kafkaPort);
    ChildJvm broker =
        ChildJvm.start(
            folder,
            "broker",
            jvm(256),
            Set.of(),
            "org.paperwire.broker.BrokerProcess",
            List.of(folder.resolve("broker").toString(), Integer.toString(kafkaPort)));
    try {
      var options = new ArrayList<>(jvm(heapMegabytes));
      options.addAll(
          List.of(
              "-XX:+ExitOnOutOfMemoryError",
              "-Dmicronaut.server.port=" + port,
              "-Dpaperwire.deploy=true",
              "-Dpaperwire.live.enabled=false",
              "-Dpaperwire.data=" + folder.resolve("data"),
              "-Dpaperwire.registry.url=mock://benchmark",
              "-Dpaperwire.kafka.bootstrap-servers=" + kafka.bootstrapServers()));
      ChildJvm services =
          ChildJvm.start(folder, "services", options, without, mainClass, List.of());
      var stand =
          new ServiceStand(
              broker, services, kafka, URI.create("http://127.0.0.1:" + port + "/v1/papers"));
      try {
        stand.awaitReady();
        return stand;
      } catch (IOException | InterruptedException e) {
        services.close();
        throw e;
      }
    } catch (IOException | InterruptedException e) {
      broker.close();
      throw e;
    }
  }

  private static List<String> jvm(int heapMegabytes) {
    return List.of(
        "-Xmx" + heapMegabytes + "m",
        "-XX:+UseSerialGC",
        "-Dlogback.configurationFile=org/paperwire/broker/logback.xml");
  }

  private void awaitReady() throws IOException, InterruptedException {
    var health = HttpRequest.newBuilder(papers.resolve("/health")).build();
    long deadline = System.nanoTime() + START.toNanos();
    boolean ready = false;
    try (var http = HttpClient.newHttpClient()) {
      while (!ready) {
        broker.refuseToHaveEnded();
        services.refuseToHaveEnded();
        if (System.nanoTime() > deadline) {
          throw new IOException("the services are not ready");
        }
        try {
          ready = http.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
          // They do not listen yet.
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    }
  }

  /// Posts lines of papers, and waits for the answer, which comes when all are acknowledged.
  ///
  /// @param papersInIt how many have to be accepted
  Taken post(BodyPublisher lines, long papersInIt) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(papers)
            .header("Content-Type", "application/x-ndjson")
            .POST(lines)
            .build();
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      long began = System.nanoTime();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      double seconds = (System.nanoTime() - began) / 1e9;
      Matcher accepted = ACCEPTED.matcher(answer.body());
      Matcher position = POSITION.matcher(answer.body());
      if (answer.statusCode() != 200
          || !accepted.find()
          || Long.parseLong(accepted.group(1)) != papersInIt
          || !position.find()) {
        throw new IOException("not all is taken: " + answer.statusCode() + " " + answer.body());
      }
      return new Taken(seconds, position.group(1));
    }
  }

  /// Waits until readers of the API see what was written.
  ///
  /// @param position that the write answered
  void awaitVisible(String position) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(papers.resolve("/v1/papers?limit=1"))
            .header("Paperwire-Min-Position", position)
            .header("Prefer", "wait=30")
            .build();
    try (var http = HttpClient.newHttpClient()) {
      int status;
      do {
        services.refuseToHaveEnded();
        status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      } while (status == 503);
      if (status != 200) {
        throw new IOException("the position could not be waited for: " + status);
      }
    }
  }

  /// How many papers readers can ask for.
  int papersInView() throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(papers.resolve("/v1/views")).build();
    try (var http = HttpClient.newHttpClient()) {
      String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      Matcher documents = DOCUMENTS.matcher(answer);
      if (!documents.find()) {
        throw new IOException("no view tells what it holds: " + answer);
      }
      return Integer.parseInt(documents.group(1));
    }
  }

  @Override
  public void close() {
    services.close();
    broker.close();
  }
}
