package org.paperwire.broker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.function.ObjIntConsumer;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.image.loader.MetadataLoader;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.apache.kafka.server.common.Feature;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One broker on the loopback interface with its log in a folder. Started again on the same folder
/// it has everything it had, also after `kill -9`.
///
/// A fatal fault inside Kafka ends the JVM, and the log says why: in production run it as a process
/// of its own.
public final class EmbeddedBroker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final String SHUT_DOWN_CLEANLY = ".kafka_cleanshutdown";

  static {
    // Whoever reads the log is to find out what ended the process.
    Exit.setExitProcedure((code, message) -> end("exits", code, message, Runtime::exit));
    Exit.setHaltProcedure((code, message) -> end("halts", code, message, Runtime::halt));
  }

  private final ControllerServer controller;
  private final BrokerServer broker;
  private final int port;

  private EmbeddedBroker(ControllerServer controller, BrokerServer broker, int port) {
    this.controller = controller;
    this.broker = broker;
    this.port = port;
  }

  /// Starts a broker on a free port.
  public static EmbeddedBroker start(Path folder) {
    return start(folder, FreePort.choose());
  }

  /// Starts a broker.
  ///
  /// @param folder where the log lies; made and formatted when missing
  /// @param port of the client listener
  public static EmbeddedBroker start(Path folder, int port) {
    boolean wasKilled =
        Files.exists(folder.resolve("meta.properties"))
            && !Files.exists(folder.resolve(SHUT_DOWN_CLEANLY));
    format(folder);
    var config = KafkaConfig.fromProps(settings(folder, port, FreePort.choose()), false);
    var logDirs = KafkaRaftServer.initializeLogDirs(config, LOG, "");
    var shared = shared(config, logDirs._1());
    var controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), logDirs._2());
    var broker = new BrokerServer(shared);
    controller.startup();
    if (wasKilled) {
      awaitFenced(shared.loader());
    }
    broker.startup();
    return new EmbeddedBroker(controller, broker, port);
  }

  private static SharedServer shared(KafkaConfig config, MetaPropertiesEnsemble properties) {
    return new SharedServer(
        config,
        properties,
        Time.SYSTEM,
        Server.initializeMetrics(config, Time.SYSTEM, properties.clusterId().orElseThrow()),
        CompletableFuture.completedFuture(
            QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
        QuorumConfig.parseBootstrapServers(config.quorumConfig().bootstrapServers()),
        new StandardFaultHandlerFactory(),
        ServerSocketFactory.INSTANCE);
  }

  /// After `kill -9` the metadata still say that the broker lives and leads its partitions, until
  /// its session has lapsed; only then can it register again. Its broker half must not start before
  /// that. It would load the transaction coordinator at once, then lose the leaders of all other
  /// partitions, take them for deleted, and close transactions that were being committed without
  /// writing their markers: a paper's input committed, its output held back for ever (KAFKA-20734,
  /// in 4.3.1). To wait costs nothing, for the registration would wait as long.
  private static void awaitFenced(MetadataLoader metadata) {
    var nobodyAlive = new NobodyAlive();
    metadata.installPublishers(List.of(nobodyAlive)).join();
    nobodyAlive.await();
    metadata.removeAndClosePublisher(nobodyAlive).join();
  }

  /// `host:port` for clients.
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /// Waits until the broker has stopped.
  public void awaitShutdown() {
    broker.awaitShutdown();
    controller.awaitShutdown();
  }

  /// Stops the broker, its log flushed and marked clean.
  @Override
  public void close() {
    broker.shutdown();
    controller.shutdown();
    awaitShutdown();
  }

  private static void end(
      String how, int code, @Nullable String message, ObjIntConsumer<Runtime> ending) {
    LOG.error("Kafka {} with code {}: {}", how, code, message, new IllegalStateException("here"));
    ending.accept(Runtime.getRuntime(), code);
  }

  private static void format(Path folder) {
    if (Files.exists(folder.resolve("meta.properties"))) {
      return;
    }
    try {
      Files.createDirectories(folder);
      new Formatter()
          .setNodeId(1)
          .setClusterId(Uuid.randomUuid().toString())
          .addDirectory(folder.toString())
          .setMetadataLogDirectory(folder.toString())
          .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
          .setControllerListenerName("CONTROLLER")
          .setIgnoreFormatted(true)
          .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
          .run();
    } catch (Exception e) {
      throw new IllegalStateException(
          "the broker's folder " + folder + " could not be formatted", e);
    }
  }

  private static Properties settings(Path folder, int port, int controllerPort) {
    var settings = new Properties();
    settings.putAll(
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
            Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
            Map.entry("log.dirs", folder.toString()),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("num.partitions", "1"),
            Map.entry("default.replication.factor", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("group.streams.initial.rebalance.delay.ms", "0"),
            // One broker: nobody else could take over, so a session only delays a restart after
            // kill -9.
            Map.entry("broker.session.timeout.ms", "2000"),
            Map.entry("broker.heartbeat.interval.ms", "500"),
            Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(8 * 1024 * 1024)),
            Map.entry("message.max.bytes", "1048588")));
    return settings;
  }
}
