package org.paperwire.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paperwire.standalone.child.ChildProcess;

/// The three child processes: what each is started with.
///
/// Heaps are small and collected serially: on one machine, memory is what newcomers lack, and
/// everything that grows with the number of papers lies outside the heaps, in files that are
/// mapped.
final class Programs {

  static final String BROKER = "broker";
  static final String REGISTRY = "registry";
  static final String SERVICES = "services";

  /// In the order in which they stop: who uses another stops before it.
  static final List<String> STOPPING_ORDER = List.of(SERVICES, REGISTRY, BROKER);

  private static final List<String> EVERYWHERE =
      List.of(
          "-XX:+UseSerialGC",
          // The first compiler alone. On two cores the second one takes a third of the work of a
          // start (13 s to ready with it, 9 s without), and what it makes faster is not what limits
          // the pipe: measured over 12,000 papers, 174 to 228 a second with it and 246 to 285
          // without.
          "-XX:TieredStopAtLevel=1",
          // A full collection whenever 15 % of this has been filled. Of the 48 MB that the first
          // compiler has by default, each process fills them once, in the middle of its start.
          "-XX:ReservedCodeCacheSize=128m",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /// More than a third of these small heaps, the default: a start makes much that is soon gone.
  private static final String YOUNG = "-Xmn96m";

  /// Memory that native code (RocksDB) frees goes back instead of staying in one arena a thread.
  private static final Map<String, String> FEW_ARENAS = Map.of("MALLOC_ARENA_MAX", "2");

  private final Distribution distribution;
  private final StackFolder folder;
  private final Ports ports;
  private final boolean live;
  private final Optional<Path> inbox;

  /// @param live whether sources on the net are asked
  /// @param inbox a folder whose files are taken in
  Programs(
      Distribution distribution,
      StackFolder folder,
      Ports ports,
      boolean live,
      Optional<Path> inbox) {
    this.distribution = distribution;
    this.folder = folder;
    this.ports = ports;
    this.live = live;
    this.inbox = inbox;
  }

  /// How long each may take to stop; together below the 25 s within which a stop has to be over.
  static Duration grace(String process) {
    return switch (process) {
      case SERVICES -> Duration.ofSeconds(14);
      case BROKER -> Duration.ofSeconds(7);
      default -> Duration.ofSeconds(3);
    };
  }

  List<Program> all() {
    return List.of(broker(), registry(), services());
  }

  String kafkaAddress() {
    return "127.0.0.1:" + ports.kafka();
  }

  String httpAddress() {
    return "http://127.0.0.1:" + ports.http();
  }

  /// The Confluent-compatible address.
  String registryAddress() {
    return "http://127.0.0.1:" + ports.registry() + "/apis/ccompat/v7";
  }

  String registryHealthAddress() {
    return "http://127.0.0.1:" + ports.registryManagement() + "/health/ready";
  }

  private Program broker() {
    return new Program(
        BROKER,
        jvm(
            "-Xmx288m",
            YOUNG,
            "-Dlogback.configurationFile=org/paperwire/broker/logback.xml",
            "-D" + ChildProcess.OUTLIVES + "=" + folder.lock(SERVICES)),
        List.of(distribution.jar()),
        "org.paperwire.broker.BrokerProcess",
        List.of(folder.kafka().toString(), Integer.toString(ports.kafka())),
        FEW_ARENAS,
        folder.lock(BROKER));
  }

  private Program registry() {
    return new Program(
        REGISTRY,
        jvm("-Xmx160m", YOUNG, "--add-opens=java.base/java.lang=ALL-UNNAMED"),
        distribution.registryClassPath(),
        "io.quarkus.runner.GeneratedMain",
        List.of(),
        Map.ofEntries(
            Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
            Map.entry("QUARKUS_HTTP_PORT", Integer.toString(ports.registry())),
            // By default on all interfaces.
            Map.entry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1"),
            Map.entry("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.registryManagement())),
            Map.entry("QUARKUS_BANNER_ENABLED", "false"),
            Map.entry(
                "APICURIO_DATASOURCE_URL", "jdbc:h2:file:" + folder.registry().resolve("registry")),
            Map.entry("APICURIO_DATASOURCE_JDBC_INITIAL_SIZE", "1"),
            Map.entry("APICURIO_DATASOURCE_JDBC_MIN_SIZE", "1"),
            Map.entry("MALLOC_ARENA_MAX", "2")),
        folder.lock(REGISTRY));
  }

  private Program services() {
    var options =
        new ArrayList<String>(
            List.of(
                "-Dlogback.configurationFile=org/paperwire/platform/logback.xml",
                "-Dmicronaut.server.host=127.0.0.1",
                "-Dmicronaut.server.port=" + ports.http(),
                "-Dpaperwire.kafka.bootstrap-servers=" + kafkaAddress(),
                "-Dpaperwire.registry.url=" + registryAddress(),
                "-Dpaperwire.data=" + folder.root(),
                "-Dpaperwire.deploy=true",
                "-Dpaperwire.live.enabled=" + live));
    inbox.ifPresent(
        files -> options.add("-Dpaperwire.inbox.folder=" + files.toAbsolutePath().normalize()));
    taxonomies().ifPresent(files -> options.add("-Dpaperwire.tagging.taxonomies=" + files));
    return new Program(
        SERVICES,
        jvm("-Xmx512m", options.toArray(String[]::new)),
        List.of(distribution.jar()),
        Services.class.getName(),
        List.of(),
        FEW_ARENAS,
        folder.lock(SERVICES));
  }

  private static List<String> jvm(String heap, String... more) {
    var options = new ArrayList<String>(List.of(heap));
    options.addAll(EVERYWHERE);
    options.addAll(List.of(more));
    return options;
  }

  /// Vocabularies to tag with, beside the one that Paperwire ships: those that
  /// `PAPERWIRE_TAXONOMIES` names, separated by commas, or the lists of topics that lie beside the
  /// checkout.
  private static Optional<String> taxonomies() {
    String named = System.getenv("PAPERWIRE_TAXONOMIES");
    if (named != null) {
      return Optional.of(named).filter(files -> !files.isBlank());
    }
    Path beside = Path.of(System.getProperty("paperwire.home", "."), "../shared/data/taxonomies");
    if (!Files.isDirectory(beside)) {
      return Optional.empty();
    }
    var lists = new ArrayList<String>();
    try (var files = Files.newDirectoryStream(beside, "*topics.jsonl*")) {
      files.forEach(file -> lists.add(file.toAbsolutePath().normalize().toString()));
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.of(String.join(",", lists.stream().sorted().toList()))
        .filter(list -> !list.isEmpty());
  }
}
