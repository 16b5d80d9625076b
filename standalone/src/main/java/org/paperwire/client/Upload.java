package org.paperwire.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Something to send: a body, and where it goes.
///
/// @param name what people call it
/// @param kind where it goes
/// @param parameters of the query
/// @param bytes opens the body
/// @param length of the body when it is known beforehand
/// @param repeatable whether the body can be opened again
/// @param progress told how many bytes were sent so far
public record Upload(
    String name,
    Kind kind,
    Map<String, String> parameters,
    Supplier<InputStream> bytes,
    OptionalLong length,
    boolean repeatable,
    LongConsumer progress) {

  /// Where a body goes.
  public enum Kind {
    /// A page, feed or file as some source made it.
    CAPTURE("/v1/captures", "application/octet-stream"),
    /// Papers in Paperwire's own form.
    PAPERS("/v1/papers", "application/json"),
    /// The same, one a line.
    PAPER_LINES("/v1/papers", "application/x-ndjson");

    private final String path;
    private final String contentType;

    Kind(String path, String contentType) {
      this.path = path;
      this.contentType = contentType;
    }
  }

  public Upload {
    parameters = Map.copyOf(parameters);
  }

  /// A file as a capture, with nothing said of it but its name.
  public static Upload capture(Path file, Map<String, String> parameters) throws IOException {
    return file(file, Kind.CAPTURE, parameters, _ -> {});
  }

  /// A file.
  public static Upload file(
      Path file, Kind kind, Map<String, String> parameters, LongConsumer progress)
      throws IOException {
    return new Upload(
        file.toString(),
        kind,
        parameters,
        () -> open(file),
        OptionalLong.of(Files.size(file)),
        true,
        progress);
  }

  /// A stream that can be read once.
  public static Upload stream(
      String name, InputStream bytes, Kind kind, Map<String, String> parameters) {
    return new Upload(name, kind, parameters, () -> bytes, OptionalLong.empty(), false, _ -> {});
  }

  /// Bytes in memory.
  public static Upload bytes(String name, byte[] bytes, Kind kind, Map<String, String> parameters) {
    return new Upload(
        name,
        kind,
        parameters,
        () -> new ByteArrayInputStream(bytes),
        OptionalLong.of(bytes.length),
        true,
        _ -> {});
  }

  String pathAndQuery() {
    return kind.path
        + parameters.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", "?", ""));
  }

  String contentType() {
    return kind.contentType;
  }

  BodyPublisher body() {
    BodyPublisher stream =
        BodyPublishers.ofInputStream(() -> new CountedStream(bytes.get(), progress));
    return length.isPresent() && length.getAsLong() > 0
        ? BodyPublishers.fromPublisher(stream, length.getAsLong())
        : stream;
  }

  private static InputStream open(Path file) {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
