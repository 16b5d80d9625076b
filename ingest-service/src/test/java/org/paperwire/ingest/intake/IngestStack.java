package org.paperwire.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.paperwire.avro.DeadLetter;
import org.paperwire.avro.PaperSighted;
import org.paperwire.broker.EmbeddedBroker;
import org.paperwire.platform.Deployed;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.Topic;
import org.paperwire.topics.Topics;

/// The ingest service with a broker of its own, and the words of its tests.
final class IngestStack implements AutoCloseable {

  /// An answer: its status, headers and text.
  record Answer(int status, Map<String, String> headers, String body) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private final EmbeddedBroker broker;
  private final EmbeddedServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  private IngestStack(EmbeddedBroker broker, EmbeddedServer server) {
    this.broker = broker;
    this.server = server;
  }

  static IngestStack start(Path folder, Map<String, Object> settings) throws InterruptedException {
    EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"));
    var properties = new HashMap<String, Object>();
    properties.put("micronaut.server.port", -1);
    properties.put("paperwire.kafka.bootstrap-servers", broker.bootstrapServers());
    properties.put("paperwire.registry.url", "mock://" + UUID.randomUUID());
    properties.put("paperwire.deploy", true);
    properties.put("paperwire.data", folder.resolve("data").toString());
    properties.putAll(settings);
    EmbeddedServer server = ApplicationContext.run(EmbeddedServer.class, properties);
    server.getApplicationContext().getBean(Deployed.class).await();
    return new IngestStack(broker, server);
  }

  <T> T bean(Class<T> type) {
    return server.getApplicationContext().getBean(type);
  }

  URI uri(String path) {
    return server.getURI().resolve(path);
  }

  int port() {
    return server.getPort();
  }

  Answer post(String path, String contentType, byte[] body) {
    return post(path, contentType, HttpRequest.BodyPublishers.ofByteArray(body));
  }

  Answer post(String path, String contentType, String body) {
    return post(path, contentType, HttpRequest.BodyPublishers.ofString(body));
  }

  Answer post(String path, String contentType, HttpRequest.BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).POST(body).header("Content-Type", contentType);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /// A request without a body.
  Answer send(String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /// The bytes that a path is answered with.
  byte[] bytes(String path, String accepted) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(uri(path)).header("Accept", accepted).build(),
            HttpResponse.BodyHandlers.ofByteArray())
        .body();
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      var named = new HashMap<String, String>();
      response.headers().map().forEach((name, values) -> named.put(name, values.getFirst()));
      return new Answer(response.statusCode(), named, response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Puts a record on a topic.
  <V extends SpecificRecord> void write(Topic<V> topic, String key, V value) {
    var kafka = server.getApplicationContext().getBean(KafkaSettings.class);
    var serdes = server.getApplicationContext().getBean(RegistrySerdes.class);
    try (var producer =
        new KafkaProducer<>(
            kafka.producer("test"), new StringSerializer(), serdes.<V>serializer())) {
      producer.send(new ProducerRecord<>(topic.name(), key, value));
    }
  }

  /// A value as it is on its topic.
  <V extends SpecificRecord> byte[] serialised(Topic<V> topic, V value) {
    var serdes = server.getApplicationContext().getBean(RegistrySerdes.class);
    return serdes.<V>serializer().serialize(topic.name(), value);
  }

  /// Everything that is on a topic now.
  <V extends SpecificRecord> List<V> read(Topic<V> topic) {
    var kafka = server.getApplicationContext().getBean(KafkaSettings.class);
    var serdes = server.getApplicationContext().getBean(RegistrySerdes.class);
    var values = new ArrayList<V>();
    try (var consumer =
        new KafkaConsumer<>(
            kafka.consumer("test"), new StringDeserializer(), serdes.deserializer(topic))) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }

  /// The titles of everything that was taken.
  List<String> titles() {
    return read(Topics.SIGHTINGS).stream().map(PaperSighted::getTitle).toList();
  }

  /// The dead letter of a batch.
  DeadLetter letterOf(String batchId) {
    return read(Topics.DEAD_LETTERS).stream()
        .filter(letter -> batchId.equals(letter.getBatchId()))
        .findFirst()
        .orElseThrow();
  }

  /// The newest dead letter of a line or element with this reason.
  DeadLetter lastLetter(String reason) {
    return read(Topics.DEAD_LETTERS).stream()
        .filter(letter -> letter.getReason().equals(reason) && letter.getAt() != null)
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  /// What an answer says that has to be a good one.
  static JsonNode ok(Answer answer) throws IOException {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  /// What an answer says that has to be a problem.
  static JsonNode problem(Answer answer, int status) throws IOException {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().get("content-type")).startsWith("application/problem+json");
    return JSON.readTree(answer.body());
  }

  static byte[] gzip(byte[] bytes) {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /// Ends the service and leaves the broker.
  void stopServer() {
    server.close();
  }

  @Override
  public void close() {
    http.close();
    if (server.isRunning()) {
      server.close();
    }
    broker.close();
  }
}
