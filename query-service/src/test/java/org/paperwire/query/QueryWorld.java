package org.paperwire.query;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.paperwire.avro.Cursor;
import org.paperwire.avro.Fence;
import org.paperwire.avro.Offset;
import org.paperwire.avro.PaperChange;
import org.paperwire.avro.Receipt;
import org.paperwire.broker.EmbeddedBroker;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.platform.Position;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.Cluster;
import org.paperwire.topics.SchemaDeployment;
import org.paperwire.topics.Topic;
import org.paperwire.topics.TopicDeployment;
import org.paperwire.topics.Topics;

/// A real broker, a registry in memory and the query service, and the words to speak to them.
public final class QueryWorld implements AutoCloseable {

  /// The search view, which comes first, is ready.
  private static final Pattern READY =
      Pattern.compile("\\{\"views\":\\[\\{\"name\":\"search\"[^}]*?\"ready\":true");

  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private String registry = "mock://" + UUID.randomUUID();
  private final EmbeddedBroker broker;
  private final RegistrySerdes serdes = new RegistrySerdes("mock://" + UUID.randomUUID());
  private final KafkaProducer<String, byte[]> producer;
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private EmbeddedServer server;
  private final Map<String, Object> settings = new HashMap<>();
  private boolean temporary;
  private long settled = 1;

  private QueryWorld(Path folder) {
    this.folder = folder;
    this.broker = EmbeddedBroker.start(folder.resolve("log"));
    var kafka = new KafkaSettings(broker.bootstrapServers());
    try (Admin admin = Admin.create(kafka.admin("test"))) {
      TopicDeployment.deploy(admin, Cluster.STANDALONE);
      SchemaDeployment.deploy(serdes.registry());
      deploySchemas();
    } catch (IOException | RestClientException | InterruptedException e) {
      throw new IllegalStateException("the world could not be made", e);
    }
    this.producer =
        new KafkaProducer<>(
            kafka.producer("test"), new StringSerializer(), new ByteArraySerializer());
  }

  /// A world whose service is not started yet.
  public static QueryWorld in(Path folder) {
    return new QueryWorld(folder);
  }

  /// Makes the registry of the service know the schemas, under the ids they have elsewhere.
  public void deploySchemas() {
    try {
      SchemaDeployment.deploy(new RegistrySerdes(registry).registry());
    } catch (IOException | RestClientException e) {
      throw new IllegalStateException("schemas could not be deployed", e);
    }
  }

  /// Gives the service started next a registry that knows nothing.
  public void forgetSchemas() {
    registry = "mock://" + UUID.randomUUID();
  }

  /// A world in a temporary folder, its service starting.
  public static QueryWorld started() {
    try {
      var world = in(Files.createTempDirectory("query"));
      world.temporary = true;
      world.start();
      return world;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A setting of the service started next.
  public QueryWorld with(String name, Object value) {
    settings.put(name, value);
    return this;
  }

  /// Starts the query service without waiting for it to be ready.
  public void start() {
    var all = new HashMap<>(settings);
    all.put("micronaut.server.port", -1);
    all.put("paperwire.kafka.bootstrap-servers", broker.bootstrapServers());
    all.put("paperwire.registry.url", registry);
    all.put("paperwire.data", folder.resolve("data").toString());
    server = ApplicationContext.run(EmbeddedServer.class, all);
  }

  public void stop() {
    server.close();
  }

  public Path views() {
    return folder.resolve("data/views");
  }

  /// Publishes papers and waits for the acknowledgement.
  public void publish(PaperBuilder... papers) {
    for (PaperBuilder paper : papers) {
      send(Topics.PAPERS, paper.id(), paper.build());
    }
  }

  /// Publishes changes, a second of event time apart, and waits for the acknowledgements.
  public void publishChanges(Instant first, List<PaperChange> changes) {
    try (Serializer<PaperChange> serializer = serdes.serializer()) {
      String topic = Topics.CHANGES.name();
      var sent = new ArrayList<Future<RecordMetadata>>();
      for (PaperChange change : changes) {
        long at = first.plusSeconds(sent.size()).toEpochMilli();
        byte[] value = serializer.serialize(topic, change);
        sent.add(producer.send(new ProducerRecord<>(topic, null, at, change.getPaperId(), value)));
      }
      sent.forEach(this::acknowledged);
    }
  }

  public void publishChangeBytes(String key, byte[] value) {
    send(Topics.CHANGES, key, value);
  }

  public void publishBytes(String key, byte[] value) {
    send(Topics.PAPERS, key, value);
  }

  /// Publishes where a poller stands.
  public void publish(Cursor cursor) {
    send(Topics.CURSORS, cursor.getPoller(), cursor);
  }

  /// Publishes what became of a batch.
  public void publish(Receipt receipt) {
    send(Topics.RECEIPTS, receipt.getBatchId(), receipt);
  }

  /// Writes to a source topic something that no paper follows from, and answers with its position.
  public Position write() {
    return Position.of(
        List.of(
            acknowledged(
                producer.send(new ProducerRecord<>(Topics.SIGNALS.name(), "x", new byte[1])))));
  }

  /// States that all published so far reflects the sources up to `sources`.
  public void fence(Position sources) {
    send(
        Topics.PROGRESS,
        "g1",
        Fence.newBuilder()
            .setGeneration("g1")
            .setSources(offsets(sources.offsets()))
            .setOutputs(offsets(ends))
            .setFencedAt(Instant.EPOCH)
            .build());
  }

  private static List<Offset> offsets(Map<TopicPartition, Long> offsets) {
    var list = new ArrayList<Offset>();
    offsets.forEach(
        (at, next) ->
            list.add(
                Offset.newBuilder()
                    .setTopic(at.topic())
                    .setPartition(at.partition())
                    .setOffset(next)
                    .build()));
    return list;
  }

  private <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
    try (Serializer<V> serializer = serdes.serializer()) {
      send(topic, key, serializer.serialize(topic.name(), value));
    }
  }

  private void send(Topic<?> topic, String key, byte[] value) {
    acknowledged(producer.send(new ProducerRecord<>(topic.name(), key, value)));
  }

  private RecordMetadata acknowledged(Future<RecordMetadata> acknowledgement) {
    try {
      RecordMetadata sent = acknowledgement.get();
      if (!sent.topic().equals(Topics.PROGRESS.name())) {
        ends.put(new TopicPartition(sent.topic(), sent.partition()), sent.offset() + 1);
      }
      return sent;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("not acknowledged", e);
    }
  }

  /// Waits until the view shows everything published so far.
  public void settle() {
    var position = new Position(Map.of(new TopicPartition("test", 0), settled++));
    fence(position);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                Position.parse(
                        get("/v1/views").headers().firstValue("Paperwire-Position").orElse(""))
                    .filter(at -> at.reached(position))
                    .isPresent());
    Awaitility.await().atMost(PATIENCE).until(this::isReady);
  }

  public boolean isReady() {
    return READY.matcher(get("/v1/views").body()).lookingAt();
  }

  public HttpResponse<String> get(String path, String... headers) {
    try {
      return client.send(
          request(path, headers), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("GET " + path + " failed", e);
    }
  }

  public HttpResponse<byte[]> getBytes(String path, String... headers) {
    try {
      return client.send(request(path, headers), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("GET " + path + " failed", e);
    }
  }

  private HttpRequest request(String path, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(server.getURI() + path)).timeout(PATIENCE);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }

  public URI uri() {
    return server.getURI();
  }

  @Override
  public void close() {
    producer.close();
    if (server != null && server.isRunning()) {
      server.close();
    }
    broker.close();
    if (temporary) {
      try {
        Folders.remove(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
