package org.paperwire.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.testing.TestBroker;
import org.paperwire.testing.TestRegistry;
import org.paperwire.topics.Cluster;
import org.paperwire.topics.SchemaDeployment;
import org.paperwire.topics.Topic;
import org.paperwire.topics.TopicDeployment;
import org.paperwire.topics.Topics;

class DeployedIT {

  @TempDir static Path folder;
  private static TestBroker broker;
  private static Admin admin;

  @BeforeAll
  static void start() {
    broker = TestBroker.start(folder);
    admin = Admin.create(new KafkaSettings(broker.bootstrapServers()).admin("test"));
  }

  @AfterAll
  static void stop() {
    admin.close();
    broker.close();
  }

  @Test
  void aServiceThatDeploysLeavesTheBrokerAndTheRegistryLikeTheCatalogue() throws Exception {
    try (var registry = TestRegistry.start();
        var context = ApplicationContext.run(deploying(registry.url(), Map.of()))) {
      context.getBean(Deployed.class).awaitWithin(Duration.ofSeconds(60));

      var topics =
          admin.describeTopics(Topics.ALL.stream().map(Topic::name).toList()).allTopicNames().get();
      assertThat(topics.values()).allSatisfy(topic -> assertThat(topic.partitions()).hasSize(4));
      SchemaRegistryClient registered = new RegistrySerdes(registry.url()).registry();
      assertThat(registered.getAllSubjects())
          .containsExactlyInAnyOrderElementsOf(Topics.ALL.stream().map(Topic::subject).toList());
      assertThat(registered.getCompatibility(Topics.PAPERS.subject()))
          .isEqualTo(SchemaDeployment.COMPATIBILITY);
    }
  }

  @Test
  void theJobDeploysAndEndsAndAServiceThatOnlyWaitsIsThenReady() throws Exception {
    try (var registry = TestRegistry.start();
        var service = ApplicationContext.run(connections(registry.url()))) {
      assertThatThrownBy(() -> service.getBean(Deployed.class).awaitWithin(Duration.ofMillis(300)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("topics and schemas are not there");

      DeploymentJob.run(connections(registry.url()), Duration.ofSeconds(60));

      service.getBean(Deployed.class).awaitWithin(Duration.ofSeconds(60));
    }
  }

  @Test
  void theJobSaysWhatIsLackingWhenATopicIsRefusedOrBrokersAreTooFew() throws Exception {
    TopicDeployment.deploy(admin, Cluster.STANDALONE);
    admin.deleteTopics(List.of(Topics.RECEIPTS.name())).all().get();

    assertThatThrownBy(() -> deployOn(Map.of("paperwire.cluster.replication-factor", 3)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("broker: ")
        .hasMessageContaining("replication factor");
    assertThatThrownBy(() -> deployOn(Map.of("paperwire.cluster.partitions", 7)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expected 7");
    admin.deleteTopics(List.of(Topics.RECEIPTS.name())).all().get();
  }

  private static void deployOn(Map<String, Object> more) throws InterruptedException {
    DeploymentJob.run(deploying("mock://" + UUID.randomUUID(), more), Duration.ofSeconds(3));
  }

  private static Map<String, Object> deploying(String registry, Map<String, Object> more) {
    var settings = new HashMap<>(connections(registry));
    settings.put("paperwire.deploy", true);
    settings.putAll(more);
    return settings;
  }

  private static Map<String, Object> connections(String registry) {
    return Map.of(
        "paperwire.kafka.bootstrap-servers",
        broker.bootstrapServers(),
        "paperwire.registry.url",
        registry);
  }

  @Test
  void whatMustBeKeptIsKept() throws Exception {
    TopicDeployment.deploy(admin, Cluster.STANDALONE);

    assertThat(setting(Topics.SIGHTINGS, "retention.ms")).isEqualTo("-1");
    assertThat(setting(Topics.SIGHTINGS, "cleanup.policy")).isEqualTo("delete");
    assertThat(setting(Topics.SIGHTINGS, "flush.messages")).isEqualTo("1");
    assertThat(setting(Topics.CHANGES, "retention.ms")).isEqualTo("-1");
    assertThat(setting(Topics.PAPERS, "cleanup.policy")).isEqualTo("compact");
    assertThat(setting(Topics.DEAD_LETTERS, "retention.ms"))
        .isEqualTo(Long.toString(Duration.ofDays(90).toMillis()));
  }

  @Test
  void deployingAgainChangesNothingAndAnotherNumberOfPartitionsIsRefused() throws Exception {
    TopicDeployment.deploy(admin, Cluster.STANDALONE);
    TopicDeployment.deploy(admin, Cluster.STANDALONE);

    assertThatThrownBy(() -> TopicDeployment.deploy(admin, new Cluster(7, (short) 1, 1, true)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has 4 partitions, expected 7");
  }

  @Test
  void aBrokerThatHasNotHeardOfATopicYetIsAskedAgain() throws Exception {
    try (var late = new LateAdmin(new KafkaSettings(broker.bootstrapServers()).admin("late"), 3)) {
      TopicDeployment.deploy(late, Cluster.STANDALONE);

      assertThat(late.asked).isEqualTo(4);
    }
  }

  /// Says a few times that there is no such topic.
  private static final class LateAdmin extends ForwardingAdmin {
    private final int times;
    private int asked;

    LateAdmin(Map<String, Object> settings, int times) {
      super(settings);
      this.times = times;
    }

    @Override
    public DescribeTopicsResult describeTopics(
        TopicCollection topics, DescribeTopicsOptions options) {
      return asked++ < times ? new Unknown() : super.describeTopics(topics, options);
    }

    private static final class Unknown extends DescribeTopicsResult {
      Unknown() {
        super(null, Map.of(Topics.SIGHTINGS.name(), failed()));
      }

      private static KafkaFuture<TopicDescription> failed() {
        var future = new KafkaFutureImpl<TopicDescription>();
        future.completeExceptionally(new UnknownTopicOrPartitionException());
        return future;
      }
    }
  }

  private static String setting(Topic<?> topic, String key) throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    return admin.describeConfigs(List.of(resource)).all().get().get(resource).get(key).value();
  }
}
