package org.paperwire.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paperwire.client.Server;
import org.paperwire.standalone.RunFile;
import org.paperwire.standalone.StackFolder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which running Paperwire a command talks to: the one that is named, or else the one that runs on
/// the data folder.
final class Connection {

  @Option(
      names = "--server",
      paramLabel = "URL",
      description =
          "Talk to the Paperwire at this address (default: $PAPERWIRE_URL, or the one that "
              + "runs on the data folder).")
  private @Nullable URI server;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Short for --server http://127.0.0.1:N.")
  private @Nullable Integer port;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "A key for writing, where keys are asked for (default: $PAPERWIRE_KEY). Others on this "
              + "machine can see it; --key-file is better.")
  private @Nullable String key;

  @Option(names = "--key-file", paramLabel = "FILE", description = "A file with such a key in it.")
  private @Nullable Path keyFile;

  @Mixin private final Folder folder = new Folder();

  Server open() throws IOException, Refusal {
    return open(Optional.empty());
  }

  /// @param elsewhere an address that a command has its own option for
  Server open(Optional<URI> elsewhere) throws IOException, Refusal {
    return new Server(elsewhere.isPresent() ? checked(elsewhere.get()) : address(), key());
  }

  private Optional<String> key() throws IOException, Refusal {
    if (keyFile == null) {
      return key == null ? Server.keyFromOutside() : Optional.of(key);
    }
    if (!Files.isReadable(keyFile)) {
      throw new Refusal(ExitCodes.USAGE, "There is no file " + keyFile + " that can be read.");
    }
    return Optional.of(Files.readString(keyFile).strip());
  }

  /// The address that was named, if one was.
  Optional<URI> named() throws Refusal {
    if (server != null) {
      return Optional.of(checked(server));
    }
    if (port != null) {
      return Optional.of(URI.create("http://127.0.0.1:" + port));
    }
    String fromOutside = System.getenv("PAPERWIRE_URL");
    return fromOutside != null && !fromOutside.isBlank()
        ? Optional.of(checked(URI.create(fromOutside)))
        : Optional.empty();
  }

  /// The data folder, for who was named no address.
  StackFolder folder() {
    return folder.folder();
  }

  private URI address() throws IOException, Refusal {
    Optional<URI> named = named();
    return named.isPresent() ? named.get() : URI.create(running(folder()).http());
  }

  static RunFile running(StackFolder folder) throws IOException, Refusal {
    return RunFile.ofRunning(folder)
        .orElseThrow(
            () ->
                new Refusal(
                    ExitCodes.NOT_RUNNING,
                    "No Paperwire runs on " + folder.root() + ". Start it: ./paperwire up"));
  }

  private static URI checked(URI address) throws Refusal {
    if (address.getScheme() == null || !address.getScheme().startsWith("http")) {
      throw new Refusal(
          ExitCodes.USAGE, "'" + address + "' is no address such as http://127.0.0.1:8080.");
    }
    return address;
  }
}
