package org.paperwire.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A Paperwire that answers what it is told to and remembers what it was asked.
final class StubServer implements AutoCloseable {

  /// A request as it came.
  record Asked(String method, String target, Map<String, String> headers, byte[] body) {}

  private record Canned(int status, Map<String, String> headers, String body) {}

  private final HttpServer server;
  private final Map<String, Deque<Canned>> answers = new HashMap<>();
  private final List<Asked> asked = new ArrayList<>();

  StubServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// The next answer to a path; the last one of a path is given again and again.
  StubServer answers(String path, int status, String body, String... headers) {
    var map = new HashMap<String, String>();
    for (int i = 0; i < headers.length; i += 2) {
      map.put(headers[i], headers[i + 1]);
    }
    synchronized (answers) {
      answers.computeIfAbsent(path, _ -> new ArrayDeque<>()).add(new Canned(status, map, body));
    }
    return this;
  }

  List<Asked> asked() {
    synchronized (answers) {
      return List.copyOf(asked);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Canned canned;
    synchronized (answers) {
      var headers = new HashMap<String, String>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(), values.getFirst()));
      asked.add(
          new Asked(
              exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
      Deque<Canned> queue =
          answers.getOrDefault(exchange.getRequestURI().getPath(), new ArrayDeque<>());
      canned =
          queue.isEmpty()
              ? new Canned(404, Map.of(), "{\"detail\":\"no such thing\",\"status\":404}")
              : queue.size() > 1 ? queue.removeFirst() : queue.getFirst();
    }
    byte[] bytes = canned.body().getBytes(StandardCharsets.UTF_8);
    canned.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.sendResponseHeaders(canned.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
