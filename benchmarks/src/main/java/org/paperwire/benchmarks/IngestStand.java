package org.paperwire.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.paperwire.broker.FreePort;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.topics.Topics;

/// A broker and an ingest service, each a process of its own, and a topic beside that of the
/// sightings with the same settings. Schemas are in a registry within the service.
record IngestStand(ChildJvm broker, ChildJvm ingest, KafkaSettings kafka, URI papers)
    implements AutoCloseable {

  private static final String BARE = "bare.lines";
  private static final Duration START = Duration.ofSeconds(120);
  private static final long LOOK_MILLIS = 200;
  private static final Pattern ACCEPTED = Pattern.compile("\"accepted\":(\\d+)");

  /// @param heapMegabytes the heap of the ingest service
  static IngestStand open(Path folder, int heapMegabytes)
      throws IOException, InterruptedException, ExecutionException {
    int kafkaPort = FreePort.choose();
    int port = FreePort.choose();
    var kafka = new KafkaSettings("127.0.0.1:" + kafkaPort);
    ChildJvm broker =
        ChildJvm.start(
            folder,
            "broker",
            List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=org/paperwire/broker/logback.xml"),
            Set.of(),
            "org.paperwire.broker.BrokerProcess",
            List.of(folder.resolve("broker").toString(), Integer.toString(kafkaPort)));
    try {
      ChildJvm ingest = ingest(folder, heapMegabytes, kafka, port);
      var stand =
          new IngestStand(
              broker, ingest, kafka, URI.create("http://127.0.0.1:" + port + "/v1/papers"));
      try {
        stand.awaitReady();
        stand.createBareTopic();
        return stand;
      } catch (IOException | InterruptedException | ExecutionException e) {
        ingest.close();
        throw e;
      }
    } catch (IOException | InterruptedException | ExecutionException e) {
      broker.close();
      throw e;
    }
  }

  private static ChildJvm ingest(Path folder, int heapMegabytes, KafkaSettings kafka, int port)
      throws IOException {
    return ChildJvm.start(
        folder,
        "ingest",
        List.of(
            "-Xmx" + heapMegabytes + "m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dlogback.configurationFile=org/paperwire/broker/logback.xml",
            "-Dmicronaut.server.port=" + port,
            "-Dpaperwire.deploy=true",
            "-Dpaperwire.data=" + folder.resolve("data"),
            "-Dpaperwire.registry.url=mock://benchmark",
            "-Dpaperwire.kafka.bootstrap-servers=" + kafka.bootstrapServers()),
        Set.of("enrich-service-", "query-service-", "standalone-", "benchmarks-"),
        "org.paperwire.ingest.Application",
        List.of());
  }

  private void awaitReady() throws IOException, InterruptedException {
    var health = HttpRequest.newBuilder(papers.resolve("/health")).build();
    long deadline = System.nanoTime() + START.toNanos();
    boolean ready = false;
    try (var http = HttpClient.newHttpClient()) {
      while (!ready) {
        broker.refuseToHaveEnded();
        ingest.refuseToHaveEnded();
        if (System.nanoTime() > deadline) {
          throw new IOException("the ingest service is not ready");
        }
        try {
          ready = http.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
          // It does not listen yet.
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    }
  }

  private void createBareTopic() throws InterruptedException, ExecutionException {
    String sightings = Topics.SIGHTINGS.name();
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, sightings);
    try (Admin admin = Admin.create(kafka.admin("benchmark"))) {
      var settings =
          Objects.requireNonNull(admin.describeConfigs(List.of(resource)).all().get().get(resource))
              .entries()
              .stream()
              .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
              .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
      int partitions =
          Objects.requireNonNull(
                  admin.describeTopics(List.of(sightings)).allTopicNames().get().get(sightings))
              .partitions()
              .size();
      admin
          .createTopics(List.of(new NewTopic(BARE, partitions, (short) 1).configs(settings)))
          .all()
          .get();
    }
  }

  /// Sends every line as a record, with the settings of the service's producer, and waits until all
  /// are acknowledged.
  ///
  /// @return seconds
  double produce(Path lines) throws IOException {
    try (var producer =
            new KafkaProducer<>(
                kafka.producer("bare"), new StringSerializer(), new ByteArraySerializer());
        BufferedReader in = Files.newBufferedReader(lines)) {
      producer.partitionsFor(BARE);
      long began = System.nanoTime();
      int number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        var _ =
            producer.send(
                new ProducerRecord<>(
                    BARE, "line:" + number++, line.getBytes(StandardCharsets.UTF_8)));
      }
      producer.flush();
      return (System.nanoTime() - began) / 1e9;
    }
  }

  /// Posts lines of papers, and waits for the answer, which comes when all are acknowledged.
  ///
  /// @param papersInIt how many have to be accepted
  /// @return seconds
  double post(BodyPublisher lines, long papersInIt) throws IOException, InterruptedException {
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
      if (answer.statusCode() != 200
          || !accepted.find()
          || Long.parseLong(accepted.group(1)) != papersInIt) {
        throw new IOException("not all is taken: " + answer.statusCode() + " " + answer.body());
      }
      return seconds;
    }
  }

  @Override
  public void close() {
    ingest.close();
    broker.close();
  }
}
