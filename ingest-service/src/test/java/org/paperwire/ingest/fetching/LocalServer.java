package org.paperwire.ingest.fetching;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/// A web server that says exactly what it is told, byte for byte, truncated and malformed answers
/// included, and remembers what it was asked. Each connection has one question.
public final class LocalServer implements AutoCloseable {

  /// A question: its first line and its headers.
  public record Asked(String line, List<String> headers) {
    public String path() {
      return line.split(" ")[1];
    }
  }

  /// Writes an answer, and may stop at any point.
  @FunctionalInterface
  public interface Says {
    void to(OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket socket;
  private final Function<Asked, Says> script;
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

  public LocalServer(Function<Asked, Says> script) {
    this.script = script;
    try {
      this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  /// An answer with a body whose length is told.
  public static Says answer(int status, String body, String... headers) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return raw(
        "HTTP/1.1 %d X\r\nContent-Length: %d\r\nConnection: close\r\n%s\r\n%s"
            .formatted(
                status,
                bytes.length,
                String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList()),
                body));
  }

  /// These bytes, and the end.
  public static Says raw(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      var lines = new ArrayList<String>();
      var in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        lines.add(line);
      }
      if (!lines.isEmpty()) {
        var question = new Asked(lines.getFirst(), lines.subList(1, lines.size()));
        asked.add(question);
        script.apply(question).to(connection.getOutputStream());
      }
    } catch (IOException | InterruptedException e) {
      // whoever asked has left
    }
  }

  /// What was asked so far.
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  public URI address(String path) {
    return address().resolve(path);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
