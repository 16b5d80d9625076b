package org.paperwire.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.paperwire.testing.SecuredBroker;
import org.paperwire.topics.Access;
import org.paperwire.topics.Access.Principal;
import org.paperwire.topics.Cluster;
import org.paperwire.topics.EnrichmentGeneration;
import org.paperwire.topics.Topic;
import org.paperwire.topics.TopicDeployment;
import org.paperwire.topics.Topics;

/// A broker that asks everybody who they are, against the table of `docs/operations.md` that says
/// who may do what.
class AccessIT {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// One of each kind that is not in the catalogue, as the table calls them.
  private static final Map<String, String> OTHERS =
      Map.of(
          Topics.PAPERS.name() + ".g2",
          Topics.PAPERS.name() + ".gN",
          Topics.CHANGES.name() + ".g2",
          Topics.CHANGES.name() + ".gN",
          EnrichmentGeneration.FIRST.applicationId() + "-known-repartition",
          EnrichmentGeneration.APPLICATION + "…",
          Access.REGISTRY_TOPICS + "-snapshots",
          Access.REGISTRY_TOPICS + "…",
          "elsewhere",
          "anything else");

  private static final Cluster CLUSTER = new Cluster(1, (short) 1, 1, false);

  private enum Way {
    READS,
    WRITES
  }

  /// What was opened last is closed first.
  private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();

  private static final Map<Principal, Producer<String, String>> PRODUCERS = new HashMap<>();
  private static final Map<Principal, Consumer<String, String>> CONSUMERS = new HashMap<>();

  @TempDir static Path folder;
  private static SecuredBroker broker;
  private static Admin operator;
  private static Map<String, Map<String, String>> table;

  @BeforeAll
  static void start() throws Exception {
    broker = opened(SecuredBroker.start(ROOT, folder.resolve("secrets")));
    operator = opened(Admin.create(operator().admin("operator")));
    table = table();
    deployRights();
    try (Admin deployment = Admin.create(as(Principal.DEPLOYMENT).admin("deployment"))) {
      TopicDeployment.deploy(deployment, CLUSTER);
    }
    operator
        .createTopics(
            OTHERS.keySet().stream().map(name -> new NewTopic(name, 1, (short) 1)).toList())
        .all()
        .get();
    try (var sender =
        new KafkaProducer<>(
            operator().producer("operator"), new StringSerializer(), new StringSerializer())) {
      for (String topic : topics()) {
        sender.send(new ProducerRecord<>(topic, 0, "key", "there")).get();
      }
    }
    for (Principal principal : Principal.values()) {
      PRODUCERS.put(principal, opened(producer(as(principal))));
      CONSUMERS.put(principal, opened(consumer(as(principal))));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    while (!OPEN.isEmpty()) {
      OPEN.pop().close();
    }
  }

  private static <T extends AutoCloseable> T opened(T closeable) {
    OPEN.push(closeable);
    return closeable;
  }

  private static void deployRights() throws InterruptedException {
    AccessJob.run(
        Map.of(
            "paperwire.kafka.bootstrap-servers",
            broker.brokersOnly(),
            "paperwire.kafka.security.protocol",
            "SSL",
            "paperwire.kafka.security.certificate",
            broker.secretsOf("access").resolve("identity.pem"),
            "paperwire.kafka.security.authorities",
            authorities(),
            "paperwire.access.passwords",
            broker.secrets()),
        PATIENCE);
  }

  private static Path authorities() {
    return broker.secretsOf("access").resolve("authority.pem");
  }

  private static KafkaSettings operator() {
    return new KafkaSettings(
        broker.brokersOnly(),
        new KafkaSecurity(
            "SSL",
            Optional.empty(),
            Optional.empty(),
            Optional.of(authorities()),
            Optional.of(broker.secretsOf("access").resolve("identity.pem"))));
  }

  private static KafkaSettings as(Principal principal) {
    return as(principal, broker.secretsOf(principal.id()).resolve("password"));
  }

  private static KafkaSettings as(Principal principal, Path password) {
    return new KafkaSettings(
        broker.bootstrapServers(),
        new KafkaSecurity(
            "SASL_SSL",
            Optional.of(principal.id()),
            Optional.of(password),
            Optional.of(authorities()),
            Optional.empty()));
  }

  /// Not idempotent: who may do that is asked elsewhere, and this is about topics.
  private static Producer<String, String> producer(KafkaSettings settings) {
    var client = settings.producer("matrix");
    client.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
    return new KafkaProducer<>(client, new StringSerializer(), new StringSerializer());
  }

  private static Consumer<String, String> consumer(KafkaSettings settings) {
    return new KafkaConsumer<>(
        settings.consumer("matrix"), new StringDeserializer(), new StringDeserializer());
  }

  private static List<String> topics() {
    return Stream.concat(Topics.ALL.stream().map(Topic::name), OTHERS.keySet().stream().sorted())
        .toList();
  }

  /// The rows that begin with a topic, by its name; in each, what is said of a principal.
  private static Map<String, Map<String, String>> table() throws Exception {
    List<List<String>> rows =
        Files.readAllLines(ROOT.resolve("docs/operations.md")).stream()
            .dropWhile(line -> !line.startsWith("| topic | `deployment` |"))
            .takeWhile(line -> line.startsWith("|"))
            .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).skip(1).toList())
            .map(cells -> cells.stream().map(cell -> cell.replace("`", "")).toList())
            .toList();
    var said = new HashMap<String, Map<String, String>>();
    for (List<String> row : rows.subList(2, rows.size())) {
      var of = new HashMap<String, String>();
      for (int i = 1; i < row.size(); i++) {
        of.put(rows.getFirst().get(i), row.get(i));
      }
      said.put(row.getFirst(), of);
    }
    return said;
  }

  @Test
  void theTableHasAllTopicsAndAllPrincipals() {
    var wanted = new ArrayList<>(Topics.ALL.stream().map(Topic::name).toList());
    wanted.addAll(OTHERS.values());

    assertThat(table.keySet()).containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(table.values())
        .allSatisfy(
            row ->
                assertThat(row.keySet())
                    .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Principal.values()).map(Principal::id).toList()));
  }

  static Stream<Arguments> everyPrincipalTopicAndWay() {
    return Stream.of(Principal.values())
        .flatMap(
            principal ->
                topics().stream()
                    .flatMap(
                        topic ->
                            Stream.of(Way.values())
                                .map(way -> Arguments.of(principal, topic, way))));
  }

  @ParameterizedTest
  @MethodSource("everyPrincipalTopicAndWay")
  void eachMayDoWhatTheTableSaysAndNothingElse(Principal principal, String topic, Way way)
      throws Exception {
    String said = table.get(OTHERS.getOrDefault(topic, topic)).get(principal.id());

    boolean may =
        switch (way) {
          case READS -> reads(CONSUMERS.get(principal), topic);
          case WRITES -> writes(PRODUCERS.get(principal), topic);
        };

    assertThat(may)
        .as("%s %s %s, and the table says: %s", principal.id(), way, topic, said)
        .isEqualTo(List.of(said.split(", ")).contains(way.name().toLowerCase(Locale.ROOT)));
  }

  private static boolean writes(Producer<String, String> producer, String topic)
      throws InterruptedException {
    try {
      producer.send(new ProducerRecord<>(topic, 0, "key", "probe")).get();
      return true;
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(TopicAuthorizationException.class);
      return false;
    }
  }

  private static boolean reads(Consumer<String, String> consumer, String topic) {
    var partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    consumer.seek(partition, 0);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (System.nanoTime() < deadline) {
        if (!consumer.poll(Duration.ofMillis(200)).isEmpty()) {
          return true;
        }
      }
      throw new AssertionError("neither read nor refused: " + topic);
    } catch (TopicAuthorizationException e) {
      return false;
    }
  }

  /// Somebody who is nobody here: what they come with, and what they are told.
  record Stranger(String who, Map<String, Object> client, Class<? extends Throwable> told) {
    @Override
    public String toString() {
      return who;
    }
  }

  static Stream<Stranger> strangers() throws Exception {
    Path wrong = Files.writeString(folder.resolve("wrong"), "not the password of anybody\n");
    Path other = folder.resolve("other");
    SecuredBroker.makeSecrets(ROOT, other);
    var distrusting =
        new KafkaSecurity(
            "SASL_SSL",
            Optional.of("ingest"),
            Optional.of(broker.secretsOf("ingest").resolve("password")),
            Optional.of(other.resolve("access/authority.pem")),
            Optional.empty());
    var signedElsewhere =
        new KafkaSecurity(
            "SSL",
            Optional.empty(),
            Optional.empty(),
            Optional.of(authorities()),
            Optional.of(other.resolve("access/identity.pem")));
    var withoutPassword = new HashMap<>(as(Principal.INGEST).admin("stranger"));
    withoutPassword.put(AdminClientConfig.SECURITY_PROTOCOL_CONFIG, "SSL");
    var withoutCertificate = new HashMap<>(withoutPassword);
    withoutCertificate.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.brokersOnly());
    return Stream.of(
        new Stranger(
            "in plain text",
            new KafkaSettings(broker.bootstrapServers()).admin("stranger"),
            TimeoutException.class),
        new Stranger("over TLS, without a name", withoutPassword, TimeoutException.class),
        new Stranger(
            "with a wrong password",
            as(Principal.INGEST, wrong).admin("stranger"),
            SaslAuthenticationException.class),
        new Stranger(
            "who does not believe the broker",
            new KafkaSettings(broker.bootstrapServers(), distrusting).admin("stranger"),
            SslAuthenticationException.class),
        new Stranger(
            "among brokers, without a certificate",
            withoutCertificate,
            SslAuthenticationException.class),
        new Stranger(
            "among brokers, with a certificate of somebody else's",
            new KafkaSettings(broker.brokersOnly(), signedElsewhere).admin("stranger"),
            SslAuthenticationException.class));
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void aStrangerIsTurnedAwayAndTheOthersGoOn(Stranger stranger) throws Exception {
    var client = new HashMap<>(stranger.client());
    client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_000);
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2_000);

    try (Admin admin = Admin.create(client)) {
      assertThatThrownBy(() -> admin.describeCluster().nodes().get())
          .hasCauseInstanceOf(stranger.told());
    }

    assertThat(writes(PRODUCERS.get(Principal.INGEST), Topics.SIGHTINGS.name())).isTrue();
    assertThat(reads(CONSUMERS.get(Principal.QUERY), Topics.PAPERS.name())).isTrue();
  }

  @Test
  void groupsAndTransactionsOfTheEnrichmentAreItsOwn() {
    var member = as(Principal.INGEST).consumer("member");
    member.put(ConsumerConfig.GROUP_ID_CONFIG, EnrichmentGeneration.FIRST.applicationId());
    try (var consumer =
        new KafkaConsumer<>(member, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(Topics.CURSORS.name()));
      assertThatThrownBy(() -> consumer.poll(PATIENCE))
          .isInstanceOf(GroupAuthorizationException.class);
    }
    assertThatThrownBy(() -> begin(as(Principal.QUERY)))
        .isInstanceOf(TransactionalIdAuthorizationException.class);
    begin(as(Principal.ENRICH));
  }

  private static void begin(KafkaSettings settings) {
    var client = settings.producer("transaction");
    client.put(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG, EnrichmentGeneration.FIRST.applicationId() + "-1");
    try (var producer =
        new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
    }
  }

  @Test
  void whoeverWritesDoesSoWithoutDoublesAndNobodyButTheJobMakesTopics() throws Exception {
    for (Principal principal : List.of(Principal.INGEST, Principal.ENRICH, Principal.QUERY)) {
      String topic =
          principal == Principal.INGEST ? Topics.SIGNALS.name() : Topics.GENERATIONS.name();
      try (var producer =
          new KafkaProducer<>(
              as(principal).producer("own"), new StringSerializer(), new StringSerializer())) {
        producer.send(new ProducerRecord<>(topic, 0, "key", "once")).get();
      }
      try (Admin admin = Admin.create(as(principal).admin("maker"))) {
        assertThatThrownBy(
                () ->
                    admin
                        .createTopics(List.of(new NewTopic("paperwire.more.v1", 1, (short) 1)))
                        .all()
                        .get())
            .hasCauseInstanceOf(TopicAuthorizationException.class);
        assertThatThrownBy(() -> admin.deleteTopics(List.of(Topics.SIGHTINGS.name())).all().get())
            .hasCauseInstanceOf(TopicAuthorizationException.class);
      }
    }
  }

  @Test
  void theEnrichmentMakesAndRemovesWhatALaterGenerationHas() throws Exception {
    var generation = new EnrichmentGeneration(3);
    var internal = new TopicPartition(generation.applicationId() + "-known-repartition", 0);
    try (Admin admin = Admin.create(as(Principal.ENRICH).admin("enrichment"))) {
      TopicDeployment.deploy(admin, CLUSTER, generation.outputs());
      admin.createTopics(List.of(new NewTopic(internal.topic(), 1, (short) 1))).all().get();
      begin(as(Principal.ENRICH));
      committed(as(Principal.ENRICH).consumer("member"), generation.applicationId());
      admin.deleteRecords(Map.of(internal, RecordsToDelete.beforeOffset(0))).all().get();

      var names = new ArrayList<>(generation.outputs().stream().map(Topic::name).toList());
      names.add(internal.topic());
      assertThat(admin.listTopics().names().get()).containsAll(names);
      assertThat(admin.listGroups().valid().get())
          .extracting(GroupListing::groupId)
          .contains(generation.applicationId());
      admin.deleteConsumerGroups(List.of(generation.applicationId())).all().get();
      admin.deleteTopics(names).all().get();

      assertThatThrownBy(() -> admin.deleteTopics(List.of(Topics.PAPERS.name())).all().get())
          .hasCauseInstanceOf(TopicAuthorizationException.class);
    }
    // The broker hears of it a moment later.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(operator.listTopics().names().get())
                    .noneMatch(
                        name ->
                            name.endsWith(".g3") || name.startsWith(generation.applicationId())));
  }

  private static void committed(Map<String, Object> client, String group) {
    client.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    try (var consumer =
        new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
      var partition = new TopicPartition(Topics.SIGHTINGS.name(), 0);
      consumer.assign(List.of(partition));
      consumer.commitSync(Map.of(partition, new OffsetAndMetadata(1)));
    }
  }

  @Test
  void aReplicaSeesHowFarTheEnrichmentAndTheSourcesAre() throws Exception {
    var partition = new TopicPartition(Topics.SIGHTINGS.name(), 0);
    committed(as(Principal.ENRICH).consumer("member"), EnrichmentGeneration.FIRST.applicationId());

    try (Admin admin = Admin.create(as(Principal.QUERY).admin("replica"))) {
      assertThat(
              admin
                  .listConsumerGroupOffsets(EnrichmentGeneration.FIRST.applicationId())
                  .partitionsToOffsetAndMetadata()
                  .get())
          .containsEntry(partition, new OffsetAndMetadata(1));
      assertThat(
              admin
                  .listOffsets(Map.of(partition, OffsetSpec.latest()))
                  .partitionResult(partition)
                  .get()
                  .offset())
          .isPositive();
    }
  }

  @Test
  void rightsAreGivenAgainWithoutAChangeAndWhatIsOverIsTaken() throws Exception {
    AclBinding over = right(Principal.QUERY.kafkaName());
    AclBinding ofOthers = right("User:somebody-else");
    operator.createAcls(List.of(over, ofOthers)).all().get();

    deployRights();
    deployRights();

    var wanted = new HashSet<>(Access.bindings());
    wanted.add(ofOthers);
    assertThat(operator.describeAcls(AclBindingFilter.ANY).values().get())
        .containsExactlyInAnyOrderElementsOf(wanted);
  }

  private static AclBinding right(String principal) {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, Topics.PROGRESS.name(), PatternType.LITERAL),
        new AccessControlEntry(principal, "*", AclOperation.ALTER, AclPermissionType.ALLOW));
  }

  @Test
  void aPasswordThatWasReplacedIsGoodNoLongerAndTheNewOneIs() throws Exception {
    Path own = broker.secretsOf(Principal.READER.id()).resolve("password");
    Path before = Files.writeString(folder.resolve("before"), Files.readString(own));
    broker.renew(Principal.READER.id());
    deployRights();
    String after = Files.readString(own).strip();

    try (var old = consumer(as(Principal.READER, before));
        var renewed = consumer(as(Principal.READER))) {
      assertThatThrownBy(() -> reads(old, Topics.PAPERS.name()))
          .isInstanceOf(SaslAuthenticationException.class);
      assertThat(reads(renewed, Topics.PAPERS.name())).isTrue();
      // Who was let in before stays in.
      assertThat(reads(CONSUMERS.get(Principal.READER), Topics.PAPERS.name())).isTrue();
    } finally {
      Files.copy(before, own, StandardCopyOption.REPLACE_EXISTING);
      deployRights();
    }
    assertThat(Files.readString(broker.secretsOf("reader").resolve("client.properties")))
        .contains(after);
  }
}
