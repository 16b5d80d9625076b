package org.paperwire.chaos;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.paperwire.client.Server;
import org.paperwire.platform.KafkaSettings;

/// The cluster of `docker-compose.yml`, as it is up: its project and ports are those that `docker
/// compose` finds in the environment. Readers and writers come through the entry.
final class Containers implements Cluster {

  private static final List<String> BROKERS = List.of("kafka-1", "kafka-2", "kafka-3");
  private static final List<String> REPLICAS = List.of("query-1", "query-2");
  private static final List<String> WORKERS = List.of("registry", "ingest", "enrich-1", "enrich-2");

  /// The metrics of the entry are for those inside.
  private static final String METRICS =
      "exec 3<>/dev/tcp/127.0.0.1/8404; printf 'GET /metrics HTTP/1.0\\r\\n\\r\\n' >&3; cat <&3";

  private static final String KAFKA = "9094";
  private static final String HTTP = "8080";

  private static final Fault.Targets TARGETS =
      new Fault.Targets(
          List.of(
              "kafka-1",
              "kafka-3",
              "registry",
              "ingest",
              "enrich-1",
              "enrich-1",
              "enrich-2",
              "enrich-2",
              "query-1",
              "query-2"),
          List.of("enrich-1", "enrich-2"),
          List.of(Fault.Kind.FROZEN, Fault.Kind.CUT_OFF));

  private final Docker docker;
  private final KafkaSettings kafka;
  private final String registry;
  private final URI entry;
  private final List<Server> doors;
  private final List<Server> replicas = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();

  private Containers(Docker docker) throws IOException, InterruptedException {
    this.docker = docker;
    this.entry = URI.create("http://" + published("entry", HTTP));
    this.doors = List.of(server(entry));
    this.registry = "http://" + published("registry", HTTP) + "/apis/ccompat/v7";
    var brokers = new ArrayList<String>();
    for (String broker : BROKERS) {
      String address = published(broker, KAFKA);
      brokers.add(address);
      parts.add(part(broker, () -> isHealthy(broker)));
    }
    this.kafka = new KafkaSettings(String.join(",", brokers));
    for (String replica : REPLICAS) {
      Server server = server(URI.create("http://" + published(replica, HTTP)));
      replicas.add(server);
      parts.add(
          part(replica, () -> server.get("/health").status() == Probe.OK && entryHasAllReplicas()));
    }
    for (String worker : WORKERS) {
      parts.add(part(worker, () -> isHealthy(worker)));
    }
  }

  /// @param folder of `docker-compose.yml`
  /// @throws IOException when it is not up
  static Containers attach(Path folder) throws IOException, InterruptedException {
    var cluster = new Containers(new Docker(folder));
    cluster.awaitUp(cluster.parts());
    return cluster;
  }

  private ContainerPart part(String service, Probe probe) throws IOException, InterruptedException {
    String id = docker.run("compose", "ps", "--all", "--quiet", service);
    String network =
        docker.run(
            "inspect",
            "--format",
            "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}}{{end}}",
            id);
    return new ContainerPart(service, id, network, docker, probe);
  }

  private String published(String service, String port) throws IOException, InterruptedException {
    return docker.run("compose", "port", service, port);
  }

  private boolean isHealthy(String service) throws IOException, InterruptedException {
    String id = docker.run("compose", "ps", "--all", "--quiet", service);
    return docker
        .run("inspect", "--format", "{{.State.Status}} {{.State.Health.Status}}", id)
        .equals("running healthy");
  }

  /// A replica is ready some time before the entry asks it again.
  private boolean entryHasAllReplicas() throws IOException, InterruptedException {
    return docker
            .run("compose", "exec", "-T", "entry", "bash", "-c", METRICS)
            .lines()
            .filter(line -> line.startsWith("haproxy_server_status{proxy=\"query\""))
            .filter(line -> line.contains("state=\"UP\"") && line.endsWith(" 1"))
            .count()
        == REPLICAS.size();
  }

  private static Server server(URI address) {
    return new Server(address, Optional.empty());
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
    return server(entry);
  }

  @Override
  public List<Server> doors() {
    return doors;
  }

  @Override
  public List<Server> replicas() {
    return replicas;
  }

  @Override
  public List<Part> parts() {
    return parts;
  }

  @Override
  public Fault.Targets targets() {
    return TARGETS;
  }

  @Override
  public void rest() throws IOException, InterruptedException {
    docker.run(
        Stream.of(
                Stream.of("compose", "stop", "entry"),
                WORKERS.stream().filter(worker -> !worker.equals("registry")),
                REPLICAS.stream())
            .flatMap(all -> all)
            .toArray(String[]::new));
  }

  /// It was there before, and stays.
  @Override
  public void close() {
    doors.forEach(Server::close);
    replicas.forEach(Server::close);
  }
}
