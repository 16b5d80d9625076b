package org.paperwire.cli;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.standalone.RunFile;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which broker and registry a command talks to: those that are named, or else those of the
/// Paperwire that runs on the data folder.
final class TopicsConnection {

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "The broker (default: that of the Paperwire that runs on the data folder).")
  private @Nullable String kafka;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "The schema registry's Confluent-compatible address (default: likewise).")
  private @Nullable String registry;

  @Mixin private final Folder folder = new Folder();

  KafkaSettings kafka() throws IOException, Refusal {
    return new KafkaSettings(kafka == null ? running().kafka() : kafka);
  }

  SchemaRegistryClient registry() throws IOException, Refusal {
    return new RegistrySerdes(registry == null ? running().registry() : registry).registry();
  }

  private RunFile running() throws IOException, Refusal {
    return Connection.running(folder.folder());
  }
}
