package org.paperwire.cli;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.standalone.RunFile;
import org.paperwire.standalone.archive.Brokers;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which broker and registry a command talks to: those that are named, or else those of the
/// Paperwire that runs on the data folder.
final class TopicsConnection {

  private static final String SERVERS = "bootstrap.servers";

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "The broker (default: that of the Paperwire that runs on the data folder).")
  private @Nullable String kafka;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description =
          "Settings of a Kafka client, one a line, as --command-config of Kafka's own tools takes "
              + "them: for brokers that ask who one is. May name the broker, as "
              + SERVERS
              + ".")
  private @Nullable Path kafkaConfig;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "The schema registry's Confluent-compatible address (default: likewise).")
  private @Nullable String registry;

  @Mixin private final Folder folder = new Folder();

  Brokers kafka() throws IOException, Refusal {
    Map<String, String> settings = kafkaConfig == null ? Map.of() : settings(kafkaConfig);
    String servers = kafka == null ? settings.get(SERVERS) : kafka;
    return new Brokers(new KafkaSettings(servers == null ? running().kafka() : servers), settings);
  }

  private static Map<String, String> settings(Path file) throws IOException, Refusal {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new Refusal(ExitCodes.USAGE, "There is no file " + file + " that can be read.");
    }
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (CharacterCodingException | IllegalArgumentException e) {
      // Its text is not repeated: there may be a password in it.
      throw new Refusal(
          ExitCodes.USAGE, "There are no settings of a Kafka client in " + file + ".");
    }
    var settings = new HashMap<String, String>();
    properties.forEach((name, value) -> settings.put(name.toString(), value.toString()));
    return settings;
  }

  SchemaRegistryClient registry() throws IOException, Refusal {
    return new RegistrySerdes(registry == null ? running().registry() : registry).registry();
  }

  private RunFile running() throws IOException, Refusal {
    return Connection.running(folder.folder());
  }
}
