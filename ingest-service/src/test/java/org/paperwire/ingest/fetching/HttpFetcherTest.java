package org.paperwire.ingest.fetching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paperwire.ingest.fetching.LocalServer.answer;
import static org.paperwire.ingest.fetching.LocalServer.raw;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paperwire.ingest.fetching.LocalServer.Says;
import org.paperwire.ingest.polling.Answer;
import org.paperwire.ingest.polling.Validators;

/// Threat X6: an upstream that is slow, endless, huge, or lies. Everything is asked of a server on
/// this machine, which is let through as a local mirror.
class HttpFetcherTest {

  private static final Instant NOW = Instant.parse("2026-11-17T08:00:00Z");
  private static final Patience SHORT =
      new Patience(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(3));

  @Test
  void aWholeAnswerComesWithItsValidators() throws IOException {
    Answer answer =
        ask(
            answer(
                200,
                "<rss/>",
                "Content-Type: application/rss+xml",
                "ETag: \"a1\"",
                "Last-Modified: Tue, 17 Nov 2026 05:00:00 GMT"));

    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Content.class,
            content -> {
              assertThat(content.body()).hasToString("<rss/>");
              assertThat(content.mediaType()).contains("application/rss+xml");
              assertThat(content.validators())
                  .isEqualTo(
                      new Validators(
                          Optional.of("\"a1\""), Optional.of("Tue, 17 Nov 2026 05:00:00 GMT")));
            });
  }

  @Test
  void whatWasTheSameLastTimeIsSaidToBe() throws IOException {
    try (var server = new LocalServer(_ -> raw("HTTP/1.1 304 X\r\nConnection: close\r\n\r\n"));
        var fetcher = fetcher(server, SHORT)) {
      var known = new Validators(Optional.of("\"a1\""), Optional.of("yesterday"));

      assertThat(fetcher.fetch(server.address("/"), known)).isEqualTo(new Answer.Unchanged());
      assertThat(server.asked().getFirst().headers())
          .contains("If-None-Match: \"a1\"", "If-Modified-Since: yesterday")
          .contains("User-Agent: Paperwire/test");
    }
  }

  @Test
  void packedAnswersAreUnpacked() throws IOException {
    byte[] packed = gzip("<rss/>".getBytes(StandardCharsets.UTF_8));

    assertThat(ask(packed(packed, packed.length)))
        .isInstanceOfSatisfying(
            Answer.Content.class, content -> assertThat(content.body()).hasToString("<rss/>"));
  }

  @ParameterizedTest
  @CsvSource({
    "429, 120, PT2M",
    "503, 'Tue, 17 Nov 2026 08:10:00 GMT', PT10M",
    "503, 'Tue, 17 Nov 2026 07:00:00 GMT', PT0S",
    "503, soon, ",
  })
  void aSourceThatAsksForAPauseIsUnderstood(int status, String retryAfter, Duration pause)
      throws IOException {
    assertThat(ask(answer(status, "", "Retry-After: " + retryAfter)))
        .isEqualTo(new Answer.Busy("status " + status, Optional.ofNullable(pause)));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 504, 408})
  void whatMayPassIsUnreachable(int status) throws IOException {
    assertThat(ask(answer(status, "x"))).isEqualTo(new Answer.Unreachable("status " + status));
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 400, 401, 403, 404, 410})
  void whatWillNotPassIsARefusal(int status) throws IOException {
    assertThat(ask(answer(status, ""))).isEqualTo(new Answer.Refused("status " + status));
  }

  @Test
  void anAnswerThatEndsBeforeItsEndIsNone() throws IOException {
    String[] truncated = {
      "HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\n<rss>",
      "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n",
      "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n50\r\n<rss>",
      "HTTP/1.1 200 X\r\nContent-Le",
      "",
      "no HTTP at all\r\n\r\n",
    };
    for (String answer : truncated) {
      assertThat(ask(raw(answer))).as(answer).isInstanceOf(Answer.Unreachable.class);
    }
    byte[] packed = gzip("<rss/>".repeat(1_000).getBytes(StandardCharsets.UTF_8));
    assertThat(ask(packed(packed, packed.length / 2))).isInstanceOf(Answer.Unreachable.class);
  }

  @Test
  void nobodyAtHomeIsUnreachable() throws IOException {
    LocalServer server = new LocalServer(_ -> raw(""));
    server.close();
    try (var fetcher = fetcher(server, SHORT)) {
      assertThat(fetcher.fetch(server.address("/"), Validators.NONE))
          .isInstanceOf(Answer.Unreachable.class);
    }
  }

  @Test
  void aByteNowAndThenDoesNotKeepACallAlive() throws IOException {
    Says trickle =
        out -> {
          out.write(
              "HTTP/1.1 200 X\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
          endlessly(out, " ");
        };

    assertThat(ask(trickle)).isEqualTo(new Answer.Unreachable("no whole answer within 3 s"));
  }

  @Test
  void headersThatDoNotEndAreLeft() throws IOException {
    assertThat(
            ask(
                out -> {
                  out.write("HTTP/1.1 200 X\r\n".getBytes(StandardCharsets.UTF_8));
                  for (int i = 0; i < 1_000_000; i++) {
                    out.write(("X-%d: y\r\n".formatted(i)).getBytes(StandardCharsets.UTF_8));
                  }
                }))
        .isInstanceOf(Answer.Unreachable.class);
  }

  @Test
  void aBodyThatIsTooLargeIsLeft() throws IOException {
    byte[] piece = new byte[1_000_000];
    assertThat(
            ask(
                out -> {
                  out.write("HTTP/1.1 200 X\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                  for (int i = 0; i < 1_000; i++) {
                    out.write(piece);
                  }
                }))
        .isInstanceOf(Answer.Refused.class);
  }

  @Test
  void aBombIsLeft() throws IOException {
    byte[] bomb = gzip(new byte[20_000_000]);

    assertThat(ask(packed(bomb, bomb.length))).isInstanceOf(Answer.Unreachable.class);
  }

  @Test
  void redirectsAreFollowedThreeTimes() throws IOException {
    try (var server =
            new LocalServer(
                asked ->
                    asked.path().equals("/d")
                        ? answer(200, "<rss/>")
                        : answer(302, "", "Location: " + next(asked.path())));
        var fetcher = fetcher(server, SHORT)) {
      assertThat(fetcher.fetch(server.address("/a"), Validators.NONE))
          .isInstanceOf(Answer.Content.class);
      assertThat(fetcher.fetch(server.address("/0"), Validators.NONE))
          .isEqualTo(new Answer.Refused("more than 3 redirects"));
    }
  }

  private static String next(String path) {
    return "/" + (char) (path.charAt(1) + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://169.254.169.254/latest/meta-data/",
        "http://localhost/",
        "http://127.0.0.1:1/",
        "file:///etc/passwd",
        "https://evil.example/",
        "//evil.example/",
        "http://[::1]/",
        "::not an address::",
      })
  void noRedirectLeadsInsideOrElsewhere(String location) throws IOException {
    try (var server = new LocalServer(_ -> answer(302, "", "Location: " + location));
        var fetcher = fetcher(server, SHORT)) {
      assertThat(fetcher.fetch(server.address("/"), Validators.NONE))
          .isInstanceOf(Answer.Refused.class);
      assertThat(server.asked()).hasSize(1);
    }
  }

  @Test
  void aNameThatTurnsPrivateBetweenLookingAndConnectingGetsNowhere() throws IOException {
    var lookedUp = new AtomicInteger();
    try (var server = new LocalServer(_ -> answer(200, "secret"));
        var fetcher =
            new HttpFetcher(
                new Gate(Set.of(Gate.authority(rebinding(server))), Set.of()),
                SHORT,
                "Paperwire/test",
                InstantSource.fixed(NOW),
                _ -> {
                  lookedUp.incrementAndGet();
                  return new InetAddress[] {InetAddress.getLoopbackAddress()};
                })) {

      assertThat(fetcher.fetch(rebinding(server), Validators.NONE))
          .isInstanceOfSatisfying(
              Answer.Refused.class, refused -> assertThat(refused.detail()).contains("not public"));
      assertThat(lookedUp).hasValue(1);
      assertThat(server.asked()).isEmpty();
    }
  }

  private static URI rebinding(LocalServer server) {
    return URI.create("https://rebinding.example:" + server.address().getPort() + "/");
  }

  private static Answer ask(Says says) throws IOException {
    try (var server = new LocalServer(_ -> says);
        var fetcher = fetcher(server, SHORT)) {
      return fetcher.fetch(server.address("/"), Validators.NONE);
    }
  }

  private static HttpFetcher fetcher(LocalServer server, Patience patience) {
    String mirror = Gate.authority(server.address());
    return new HttpFetcher(
        new Gate(Set.of(), Set.of(mirror)), patience, "Paperwire/test", InstantSource.fixed(NOW));
  }

  private static Says packed(byte[] packed, int sent) {
    return out -> {
      out.write(
          "HTTP/1.1 200 X\r\nContent-Encoding: gzip\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      out.write(packed, 0, sent);
    };
  }

  private static void endlessly(OutputStream out, String piece)
      throws IOException, InterruptedException {
    while (true) {
      out.write(piece.getBytes(StandardCharsets.UTF_8));
      out.flush();
      Thread.sleep(Duration.ofMillis(100)); // the server is slow on purpose
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }
}
