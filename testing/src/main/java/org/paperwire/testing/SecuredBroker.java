package org.paperwire.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.paperwire.broker.FreePort;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;

/// A broker that asks everybody who they are, empty at its start, in a container: set as those of
/// `docker-compose.secure.yml` are, with secrets that `docker/secure/make-secrets` made.
public final class SecuredBroker implements AutoCloseable {

  private static final String SECRETS = "/etc/paperwire/kafka";
  private static final Pattern SETTING = Pattern.compile("(?m)^  (KAFKA_\\w+): (.+)$");

  private final GenericContainer<?> container;
  private final Path root;
  private final Path secrets;
  private final int clients;
  private final int brokers;

  private SecuredBroker(
      GenericContainer<?> container, Path root, Path secrets, int clients, int brokers) {
    this.container = container;
    this.root = root;
    this.secrets = secrets;
    this.clients = clients;
    this.brokers = brokers;
  }

  /// Starts one; skips the test where containers are not asked for or cannot be had.
  ///
  /// @param root of the repository
  /// @param secrets where they are to be made
  public static SecuredBroker start(Path root, Path secrets)
      throws IOException, InterruptedException {
    Surroundings.assumeContainers();
    makeSecrets(root, secrets);
    // Inside as outside, because the broker talks to itself at the address that it tells others.
    int clients = FreePort.choose();
    int brokers = FreePort.choose();
    GenericContainer<?> container =
        new GenericContainer<>(TestBroker.IMAGE)
            .withEnv(settings(root, clients, brokers))
            .withCopyFileToContainer(MountableFile.forHostPath(secrets.resolve("kafka-1")), SECRETS)
            .waitingFor(
                Wait.forLogMessage(".*Transitioning from RECOVERY to RUNNING.*", 1)
                    .withStartupTimeout(Duration.ofMinutes(3)));
    container.setPortBindings(
        Stream.of(clients, brokers).map(port -> "127.0.0.1:%d:%d".formatted(port, port)).toList());
    container.start();
    return new SecuredBroker(container, root, secrets, clients, brokers);
  }

  /// Makes what is missing of secrets; with more words, those that the program takes.
  public static void makeSecrets(Path root, Path secrets, String... more)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                root.resolve("docker/secure/make-secrets").toString(), "--to", secrets.toString()));
    command.addAll(List.of(more));
    Process making = new ProcessBuilder(command).redirectErrorStream(true).start();
    String told = new String(making.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (making.waitFor() != 0) {
      throw new IllegalStateException("no secrets: " + told);
    }
  }

  /// Has somebody's secret replaced by another, of which the broker has not heard yet.
  public void renew(String name) throws IOException, InterruptedException {
    makeSecrets(root, secrets, "--renew", name);
  }

  /// What the file says of every broker, and what is different where there is only one.
  private static Map<String, String> settings(Path root, int clients, int brokers)
      throws IOException {
    var settings = new HashMap<String, String>();
    Matcher setting = SETTING.matcher(Files.readString(root.resolve("docker-compose.secure.yml")));
    while (setting.find()) {
      settings.put(setting.group(1), setting.group(2).replaceAll("^\"|\"$", "").replace("$$", "$"));
    }
    settings.put("KAFKA_HEAP_OPTS", "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
    settings.put("KAFKA_NODE_ID", "1");
    settings.put("KAFKA_PROCESS_ROLES", "broker,controller");
    settings.put("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093");
    settings.put("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER");
    settings.put(
        "KAFKA_LISTENERS",
        "OUTSIDE://:%d,CONTROLLER://:9093,BROKERS://:%d".formatted(clients, brokers));
    settings.put(
        "KAFKA_ADVERTISED_LISTENERS",
        "OUTSIDE://127.0.0.1:%d,BROKERS://127.0.0.1:%d".formatted(clients, brokers));
    settings.put("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    settings.put("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1");
    settings.put("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "1");
    settings.put("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1");
    settings.put("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1");
    settings.put("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "1");
    settings.put("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
    settings.put("KAFKA_LOG_CLEANER_DEDUPE_BUFFER_SIZE", Integer.toString(8 * 1024 * 1024));
    return settings;
  }

  /// `host:port` for whoever has a password.
  public String bootstrapServers() {
    return "127.0.0.1:" + clients;
  }

  /// `host:port` for whoever has a certificate.
  public String brokersOnly() {
    return "127.0.0.1:" + brokers;
  }

  /// The folder of what somebody has of secrets.
  public Path secretsOf(String name) {
    return secrets.resolve(name);
  }

  /// The folder of all of them.
  public Path secrets() {
    return secrets;
  }

  @Override
  public void close() {
    container.close();
  }
}
