package org.paperwire.chaos;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.paperwire.benchmarks.ChildJvm;
import org.paperwire.broker.FreePort;
import org.paperwire.chaos.ProcessPart.Version;
import org.paperwire.client.Server;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.standalone.Distribution;

/// What `docker-compose.yml` starts in containers, as processes on this machine: one broker instead
/// of three, the registry, ingest, two instances of the enrichment with copies of each other's
/// stores, and two query replicas.
final class Processes implements Cluster {

  private static final int PROBE_SECONDS = 2;
  private static final List<String> SERVICES =
      List.of("ingest-service-", "enrich-service-", "query-service-", "standalone-", "benchmarks-");

  /// What keeps things, and computes nothing.
  private static final Set<String> STORES = Set.of("broker", "registry");

  private static final Fault.Targets TARGETS =
      new Fault.Targets(
          List.of(
              "broker",
              "registry",
              "ingest",
              "ingest",
              "enrich-1",
              "enrich-1",
              "enrich-2",
              "enrich-2",
              "query-1",
              "query-2"),
          List.of("enrich-1", "enrich-2"),
          List.of(Fault.Kind.FROZEN));

  /// In this order versions are replaced, one at a time.
  static final List<String> REPLACED =
      List.of("query-1", "query-2", "enrich-1", "enrich-2", "ingest");

  private final Path folder;
  private final Path otherLibraries;
  private final int kafkaPort = FreePort.choose();
  private final KafkaSettings kafka = new KafkaSettings("127.0.0.1:" + kafkaPort);
  private final String registry;
  private final List<ProcessPart> parts = Collections.synchronizedList(new ArrayList<>());
  private final List<Server> replicas = new ArrayList<>();
  private final int ingestPort = FreePort.choose();

  private Processes(Path folder, Path otherLibraries) throws IOException {
    this.folder = folder;
    this.otherLibraries = otherLibraries;
    this.registry = "http://127.0.0.1:" + FreePort.choose() + "/apis/ccompat/v7";
  }

  /// Starts all of it, and waits until all of it is ready.
  ///
  /// @param otherLibraries of the version that parts can be taken back to
  static Processes start(Path folder, Path otherLibraries)
      throws IOException, InterruptedException {
    var cluster = new Processes(folder, otherLibraries);
    // Whoever is interrupted leaves no processes behind.
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "stop"));
    try {
      cluster.start();
      if (!otherLibraries.equals(ChildJvm.libraries())) {
        cluster.deployOther();
      }
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void start() throws IOException, InterruptedException {
    parts.add(ProcessPart.started("broker", _ -> broker(), this::brokerAnswers));
    parts.add(ProcessPart.started("registry", _ -> registry(), this::registryAnswers));
    parts.add(
        service("ingest", "ingest-service-", "ingest.Application", ingestPort, "deploy=true"));
    awaitUp(parts);
    for (int instance = 1; instance <= 2; instance++) {
      parts.add(
          service(
              "enrich-" + instance,
              "enrich-service-",
              "enrich.Application",
              FreePort.choose(),
              "enrich.instance=" + instance,
              "enrich.standbys=1"));
      int port = FreePort.choose();
      parts.add(service("query-" + instance, "query-service-", "query.Application", port));
      replicas.add(server(port));
    }
    awaitUp(parts);
  }

  /// Topics and schemas of the other version, before any part of it, as an upgrade begins.
  private void deployOther() throws IOException, InterruptedException {
    try (ChildJvm job =
        ChildJvm.start(
            folder,
            "deployment",
            jvm(common("deployment").toArray(String[]::new)),
            ChildJvm.classPath(otherLibraries, Set.copyOf(SERVICES)),
            "org.paperwire.platform.DeploymentJob",
            List.of())) {
      if (job.process().waitFor() != 0) {
        throw new IOException("the other version cannot be deployed: " + job.log());
      }
    }
  }

  private ChildJvm broker() throws IOException {
    return ChildJvm.start(
        folder,
        "broker",
        jvm("-Xmx288m", "-Dlogback.configurationFile=org/paperwire/broker/logback.xml"),
        Set.of(),
        "org.paperwire.broker.BrokerProcess",
        List.of(folder.resolve("kafka").toString(), Integer.toString(kafkaPort)));
  }

  private boolean brokerAnswers() throws IOException, InterruptedException {
    // A client tries again and again, and says so each time.
    new Socket("127.0.0.1", kafkaPort).close();
    try (Admin admin = Admin.create(kafka.admin("chaos"))) {
      var _ = admin.describeCluster().nodes().get(PROBE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  private ChildJvm registry() throws IOException {
    return ChildJvm.start(
        folder,
        "registry",
        jvm(
            "-Xmx160m",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + URI.create(registry).getPort(),
            "-Dquarkus.management.enabled=false",
            "-Dquarkus.banner.enabled=false",
            "-Dapicurio.datasource.url=jdbc:h2:file:" + folder.resolve("registry").resolve("all"),
            "-Dapicurio.datasource.jdbc.initial-size=1",
            "-Dapicurio.datasource.jdbc.min-size=1"),
        Distribution.find().registryClassPath(),
        "io.quarkus.runner.GeneratedMain",
        List.of());
  }

  private boolean registryAnswers() throws IOException, InterruptedException {
    try (Server answers = new Server(URI.create(registry), Optional.empty())) {
      return answers.get("/apis/ccompat/v7/subjects").status() == Probe.OK;
    }
  }

  private ProcessPart service(String name, String jar, String main, int port, String... settings)
      throws IOException {
    Stream<String> options =
        Stream.concat(
            common(name),
            Stream.of(
                "-XX:+ExitOnOutOfMemoryError",
                "-Dmicronaut.server.host=127.0.0.1",
                "-Dmicronaut.server.port=" + port,
                "-Dpaperwire.live.enabled=false"));
    List<String> all =
        jvm(
            Stream.concat(options, Stream.of(settings).map("-Dpaperwire."::concat))
                .toArray(String[]::new));
    Set<String> others = Set.copyOf(SERVICES.stream().filter(other -> !other.equals(jar)).toList());
    Server server = server(port);
    return ProcessPart.started(
        name,
        version ->
            ChildJvm.start(
                folder,
                name,
                all,
                ChildJvm.classPath(libraries(version), others),
                "org.paperwire." + main,
                List.of()),
        () -> server.get("/health").status() == Probe.OK);
  }

  /// What everything of ours is started with.
  private Stream<String> common(String name) {
    return Stream.of(
        "-Xmx320m",
        "-Dlogback.configurationFile=org/paperwire/platform/logback.xml",
        "-Dpaperwire.data=" + folder.resolve(name),
        "-Dpaperwire.registry.url=" + registry,
        "-Dpaperwire.kafka.bootstrap-servers=" + kafka.bootstrapServers());
  }

  private Path libraries(Version version) {
    return switch (version) {
      case THIS -> ChildJvm.libraries();
      case OTHER -> otherLibraries;
    };
  }

  /// With the first compiler alone: most of these processes do not live long enough for the second.
  private static List<String> jvm(String... options) {
    var all = new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    all.addAll(List.of(options));
    return all;
  }

  private static Server server(int port) {
    return new Server(URI.create("http://127.0.0.1:" + port), Optional.empty());
  }

  @Override
  public KafkaSettings kafka() {
    return kafka;
  }

  @Override
  public String registryAddress() {
    return registry;
  }

  @Override
  public Server ingestServer() {
    return server(ingestPort);
  }

  @Override
  public List<Server> doors() {
    return replicas;
  }

  @Override
  public List<Server> replicas() {
    return replicas;
  }

  @Override
  public List<ProcessPart> parts() {
    return List.copyOf(parts);
  }

  @Override
  public Fault.Targets targets() {
    return TARGETS;
  }

  @Override
  public void rest() {
    parts.reversed().stream()
        .filter(part -> !STORES.contains(part.name()))
        .forEach(ProcessPart::close);
  }

  /// Stops who uses others before them.
  @Override
  public void close() {
    replicas.forEach(Server::close);
    parts.reversed().forEach(ProcessPart::close);
  }
}
