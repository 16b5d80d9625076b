package org.paperwire.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Paperwire of a few lines, for commands that write and read: papers are there from the second
/// time on that somebody asks for them.
final class StubStack implements AutoCloseable {

  private static final Pattern WORD = Pattern.compile("\"sourceId\":\"([a-z0-9]+)\"");
  private static final String END = "";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  // Guarded by this.
  private final Map<String, Integer> looks = new HashMap<>();
  private int requests;

  /// Where the feed leaves papers out.
  private final String unheard;

  /// @param unheard the end of the words of papers that never come on the feed
  StubStack(String unheard) throws IOException {
    this.unheard = unheard;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/papers", this::papers);
    server.createContext("/v1/search", this::search);
    server.createContext("/v1/feed", this::feed);
    server.setExecutor(threads);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized int requests() {
    return requests;
  }

  private void papers(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      List<String> words = WORD.matcher(body).results().map(found -> found.group(1)).toList();
      words.stream().filter(word -> !word.endsWith(unheard)).forEach(events::add);
      synchronized (this) {
        requests++;
      }
      answer(exchange, 200, "{\"accepted\":%d,\"position\":\"p\"}".formatted(words.size()));
    } else {
      String name = exchange.getRequestURI().getPath().replaceAll(".*:", "");
      answer(exchange, isThere("id " + name) ? 200 : 404, "{}");
    }
  }

  private void search(HttpExchange exchange) throws IOException {
    Matcher query = Pattern.compile("q=([a-z0-9]+)").matcher(exchange.getRequestURI().getQuery());
    String word = query.find() ? query.group(1) : "";
    String hit = isThere("search " + word) ? "{\"title\":\"About " + word + "\"}" : "";
    answer(exchange, 200, "{\"hits\":[" + hit + "]}");
  }

  private synchronized boolean isThere(String question) {
    return looks.merge(question, 1, Integer::sum) > 1;
  }

  private void feed(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (var out = exchange.getResponseBody()) {
      out.write("id: start\n\n".getBytes(StandardCharsets.UTF_8));
      out.flush();
      for (String word = events.take(); !word.equals(END); word = events.take()) {
        out.write(
            "id: c\ndata: {\"paper\":{\"sightings\":[{\"sourceId\":\"%s\"}]}}\n\n"
                .formatted(word)
                .getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /// Ends the feed, once everything in it was read.
  void endFeed() {
    events.add(END);
  }

  @Override
  public void close() {
    endFeed();
    server.stop(0);
    threads.shutdownNow();
  }
}
