package org.paperwire.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Senders that are slow, or speak something else, on sockets of their own.
@MicronautTest
@Property(name = "spec.name", value = "SenderGuardTest")
@Property(name = "paperwire.kafka.bootstrap-servers", value = "127.0.0.1:1")
@Property(name = "micronaut.server.port", value = "-1")
@Property(name = "paperwire.http.head-timeout", value = "300ms")
@Property(name = "paperwire.http.stall-timeout", value = "300ms")
@Timeout(60)
class SenderGuardTest {

  @Controller("/guarded")
  @Requires(property = "spec.name", value = "SenderGuardTest")
  @ExecuteOn(TaskExecutors.BLOCKING)
  static class Probe {

    @Get
    String hello() {
      return "hello";
    }

    @Post
    @Consumes(MediaType.ALL)
    String length(@Body InputStream body, @Header("Content-Encoding") Optional<String> encoding)
        throws IOException {
      return body.readAllBytes().length + " " + encoding.orElse("as it is");
    }
  }

  @Inject EmbeddedServer server;

  @Test
  void headersThatDoNotEndAreAnsweredAndCutOff() throws IOException {
    try (Socket sender = send("GET /guarded HTTP/1.1\r\nHost: localhost\r\nX-A: ")) {
      assertThat(answer(sender))
          .startsWith("HTTP/1.1 408")
          .contains("application/problem+json", "urn:paperwire:problem:request-timeout");
    }
    serves();
  }

  @Test
  void headersThatComeByteByByteAreCutOffAllTheSame() throws IOException {
    try (Socket sender = send("GET /guarded HTTP/1.1\r\n")) {
      Thread dripping =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      while (true) {
                        sender
                            .getOutputStream()
                            .write("X-A: b\r\n".getBytes(StandardCharsets.UTF_8));
                        Thread.sleep(20);
                      }
                    } catch (IOException | InterruptedException e) {
                      // cut off, as it should be
                    }
                  });

      assertThat(answer(sender)).startsWith("HTTP/1.1 4");
      dripping.interrupt();
    }
    serves();
  }

  @Test
  void aBodyThatStallsIsAnsweredAndCutOff() throws IOException {
    try (Socket sender =
        send("POST /guarded HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf")) {
      assertThat(answer(sender))
          .startsWith("HTTP/1.1 408")
          .contains("urn:paperwire:problem:request-timeout");
    }
    serves();
  }

  @Test
  void manySlowSendersDoNotKeepOthersWaiting() throws IOException {
    var senders = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 200; i++) {
        senders.add(
            i % 2 == 0
                ? send("GET /guarded HTTP/1.1\r\nX-A: ")
                : send("POST /guarded HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nx"));
      }
      serves();
    } finally {
      for (Socket sender : senders) {
        sender.close();
      }
    }
  }

  @Test
  void aSenderThatWaitsBetweenRequestsIsLeftAlone() throws IOException {
    String get = "GET /guarded HTTP/1.1\r\nHost: localhost\r\n\r\n";
    try (Socket sender = send(get)) {
      sender.setSoTimeout(900);
      assertThat(silent(sender)).startsWith("HTTP/1.1 200");

      sender.getOutputStream().write(get.getBytes(StandardCharsets.UTF_8));

      assertThat(silent(sender)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void headersOfTenKilobytesAreRefused() throws IOException {
    try (Socket sender =
        send("GET /guarded HTTP/1.1\r\nX-A: %s\r\n\r\n".formatted("a".repeat(10_000)))) {
      assertThat(answer(sender))
          .startsWith("HTTP/1.1 431")
          .contains("urn:paperwire:problem:headers-too-large");
    }
    serves();
  }

  @Test
  void tenThousandParametersAreRefused() throws IOException {
    try (Socket sender =
        send("GET /guarded?%s HTTP/1.1\r\nHost: a\r\n\r\n".formatted("a=1&".repeat(10_000)))) {
      assertThat(answer(sender))
          .startsWith("HTTP/1.1 414")
          .contains("urn:paperwire:problem:uri-too-long");
    }
    serves();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u0016\u0003\u0001\u0002\r\n\r\n", "HELO marsh\r\n\r\n", "GET  \r\n\r\n"})
  void whatIsNoHttpIsRefused(String bytes) throws IOException {
    try (Socket sender = send(bytes)) {
      assertThat(answer(sender)).startsWith("HTTP/1.1 400").contains("bad-request");
    }
    serves();
  }

  /// The framework would unpack it without a bound.
  @Test
  void aPackedBodyComesThroughAsItIs() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[100_000]);
    }
    try (Socket sender =
        send(
            "POST /guarded HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nConnection: close\r\n"
                + "Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
                    .formatted(packed.size()))) {
      sender.getOutputStream().write(packed.toByteArray());

      assertThat(answer(sender)).contains(packed.size() + " as it is");
    }
  }

  private void serves() throws IOException {
    try (Socket other =
        send("GET /guarded HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) {
      assertThat(answer(other)).startsWith("HTTP/1.1 200").endsWith("hello");
    }
  }

  private Socket send(String bytes) throws IOException {
    var socket = new Socket("127.0.0.1", server.getPort());
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return socket;
  }

  /// All that comes before the other side closes.
  private static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /// What comes before the other side says nothing for longer than it waits for headers.
  private static String silent(Socket socket) throws IOException {
    var heard = new ByteArrayOutputStream();
    var buffer = new byte[1_000];
    try {
      for (int n = socket.getInputStream().read(buffer);
          n >= 0;
          n = socket.getInputStream().read(buffer)) {
        heard.write(buffer, 0, n);
      }
    } catch (SocketTimeoutException e) {
      // it waits, and so it should
    }
    return heard.toString(StandardCharsets.UTF_8);
  }
}
