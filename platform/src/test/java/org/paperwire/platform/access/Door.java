package org.paperwire.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.paperwire.platform.keys.Scope;

/// A service with one route of each kind, asked in bytes, so that a test can say everything that a
/// client could.
final class Door implements AutoCloseable {

  @Controller("/house")
  @Requires(property = "spec.name", value = "Door")
  @ExecuteOn(TaskExecutors.BLOCKING)
  static class House {

    @Get
    String look() {
      return "a house";
    }

    @Post("/letters")
    @Needs(Scope.INGEST)
    @Consumes(MediaType.ALL)
    String letter(@Body InputStream body) throws IOException {
      return "taken: " + body.readAllBytes().length;
    }

    @Post("/walls")
    @Needs(Scope.ADMIN)
    @Consumes(MediaType.ALL)
    String wall() {
      return "moved";
    }

    @Post("/forgotten")
    @Consumes(MediaType.ALL)
    String forgotten() {
      return "nobody said what this needs";
    }
  }

  /// @param head the status line and the headers
  record Answer(int status, String head, String body) {

    Answer is(int expected) {
      assertThat(status).as(head + body).isEqualTo(expected);
      return this;
    }

    Answer is(int expected, String slug) {
      is(expected);
      assertThat(head).contains("content-type: application/problem+json");
      assertThat(body).contains("\"type\":\"urn:paperwire:problem:" + slug + "\"");
      // what every answer is sent with
      assertThat(head).contains("content-security-policy: ", "x-content-type-options: nosniff");
      return this;
    }

    String header(String name) {
      return head.lines()
          .filter(line -> line.startsWith(name + ": "))
          .map(line -> line.substring(name.length() + 2))
          .findFirst()
          .orElse("");
    }
  }

  private static final Pattern HEADER = Pattern.compile("(?m)^[A-Za-z0-9-]+(?=: )");

  private final EmbeddedServer server;

  private Door(EmbeddedServer server) {
    this.server = server;
  }

  static Door with(Map<String, Object> settings) {
    var properties = new HashMap<String, Object>();
    properties.put("spec.name", "Door");
    properties.put("micronaut.server.port", -1);
    properties.put("paperwire.kafka.bootstrap-servers", "127.0.0.1:1");
    properties.put("paperwire.registry.url", "mock://door");
    properties.putAll(settings);
    return new Door(ApplicationContext.run(EmbeddedServer.class, properties));
  }

  <T> T bean(Class<T> type) {
    return server.getApplicationContext().getBean(type);
  }

  Answer get(String path, String... headers) {
    return ask("GET", path, "", headers);
  }

  Answer post(String path, String... headers) {
    return ask("POST", path, "hello", headers);
  }

  /// @param headers each as it is sent; `Host` is that of this machine unless one is given
  Answer ask(String method, String path, String body, String... headers) {
    var request = new StringBuilder("%s %s HTTP/1.1\r\n".formatted(method, path));
    List<String> hosts = Stream.of(headers).filter(header -> header.startsWith("Host:")).toList();
    if (hosts.isEmpty()) {
      request.append("Host: localhost:").append(server.getPort()).append("\r\n");
    }
    Stream.of(headers).forEach(header -> request.append(header).append("\r\n"));
    request.append("Connection: close\r\n");
    if (!body.isEmpty()) {
      request.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    return send(request.append("\r\n").append(body).toString());
  }

  Answer send(String bytes) {
    try (var socket = new Socket("127.0.0.1", server.getPort())) {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String[] parts = answer.split("\r\n\r\n", 2);
      // Names of headers in lower case: which letters are large says nothing.
      parts[0] = HEADER.matcher(parts[0]).replaceAll(name -> name.group().toLowerCase(Locale.ROOT));
      return new Answer(
          Integer.parseInt(parts[0].substring("HTTP/1.1 ".length()).substring(0, 3)),
          parts[0],
          parts[1]);
    } catch (IOException e) {
      throw new IllegalStateException("no answer", e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
