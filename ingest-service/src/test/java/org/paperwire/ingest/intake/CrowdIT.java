package org.paperwire.ingest.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Ten thousand who connect and say nothing, and some hundred who stop in the middle of what they
/// say, from ten addresses. Whoever comes as one should is answered meanwhile, and afterwards
/// everything is as before.
@Tag("thorough")
@Timeout(240)
class CrowdIT {

  private static final int ADDRESSES = 10;
  private static final int PER_ADDRESS = 1_000;
  private static final int HALF = 300;

  /// What a service is set to that nobody sets.
  private static final int MAX = 4_000;

  private static final int PER_ADDRESS_MAX = 500;

  /// Both ends of all connections are this process's, and the broker has files.
  private static final long FILES = ADDRESSES * PER_ADDRESS + MAX + 3_000;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final List<SocketChannel> strangers = new ArrayList<>();

  @Test
  void whoHoldsConnectionsOpenKeepsNobodyOut() throws Exception {
    assumeThatThereIsRoom();
    try (var stack = IngestStack.start(folder, Map.of())) {
      takesAndAnswers(stack);
      double before = connections(stack);
      try (var ordinary = new Ordinary(stack)) {
        for (int i = 0; i < ADDRESSES * PER_ADDRESS; i++) {
          strangers.add(connect(stack, 2 + i % ADDRESSES));
        }
        for (int i = 0; i < HALF; i++) {
          SocketChannel stranger = connect(stack, 2 + i % ADDRESSES);
          send(
              stranger,
              i % 2 == 0
                  ? "POST /v1/papers HTTP/1.1\r\nHost: localhost\r\nX-A: "
                  : "POST /v1/papers HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{\"title\": \"half");
          strangers.add(stranger);
        }
        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(refused(stack, "idle")).isGreaterThan(5_000));
        assertThat(connections(stack)).isLessThanOrEqualTo(MAX);

        int answered = ordinary.rounds();
        await().atMost(PATIENCE).until(() -> ordinary.rounds() > answered + 20);
      } finally {
        leave();
      }
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(connections(stack)).isLessThanOrEqualTo(before + 2));
      takesAndAnswers(stack);
      assertThat(stack.titles()).doesNotContain("half");
    }
  }

  @Test
  void whereAddressesAreCountedOneOfThemHasSoManyAndOthersAreNotCutOff() throws Exception {
    assumeThatThereIsRoom();
    // As in a service that others than this machine reach: none of these is exempt.
    try (var stack = IngestStack.start(folder, Map.of("paperwire.limits.exempt", "::1"))) {
      try (var ordinary = new Ordinary(stack)) {
        for (int i = 0; i < ADDRESSES * PER_ADDRESS; i++) {
          strangers.add(connect(stack, 2 + i / (4 * PER_ADDRESS)));
        }
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(refused(stack, "address"))
                        .isEqualTo(ADDRESSES * PER_ADDRESS - 3.0 * PER_ADDRESS_MAX));
        assertThat(refused(stack, "idle")).isZero();
        int answered = ordinary.rounds();
        await().atMost(PATIENCE).until(() -> ordinary.rounds() > answered + 20);
      } finally {
        leave();
      }
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(connections(stack)).isLessThan(10));
      takesAndAnswers(stack);
    }
  }

  /// Somebody who reads and writes in turn for as long as this is open, each time over a new
  /// connection, and has to be answered each time.
  private static final class Ordinary implements AutoCloseable {
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>(new Throwable("none"));
    private final AtomicBoolean failed = new AtomicBoolean();
    private final Thread thread;

    Ordinary(IngestStack stack) {
      thread =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      while (!over.get()) {
                        takesAndAnswers(stack);
                        rounds.incrementAndGet();
                      }
                    } catch (RuntimeException | AssertionError e) {
                      failure.set(e);
                      failed.set(true);
                    }
                  });
    }

    int rounds() {
      assertThat(failed.get()).as("%s", failure.get()).isFalse();
      return rounds.get();
    }

    @Override
    public void close() throws InterruptedException {
      over.set(true);
      thread.join();
      assertThat(rounds()).isPositive();
    }
  }

  private static void takesAndAnswers(IngestStack stack) {
    assertThat(
            stack.post("/v1/papers", "application/json", "{\"title\": \"One of many\"}").status())
        .isEqualTo(200);
    assertThat(stack.send("GET", "/v1/sources").status()).isEqualTo(200);
  }

  private static double connections(IngestStack stack) {
    return metric(stack, "paperwire_connections");
  }

  private static double refused(IngestStack stack, String reason) {
    return metric(stack, "paperwire_connections_refused_total{reason=\"%s\"}".formatted(reason));
  }

  /// What a metric says, or 0 where it says nothing yet.
  private static double metric(IngestStack stack, String name) {
    Matcher line =
        Pattern.compile("(?m)^" + Pattern.quote(name) + " (\\S+)$")
            .matcher(stack.send("GET", "/prometheus").body());
    return line.find() ? Double.parseDouble(line.group(1)) : 0;
  }

  private static SocketChannel connect(IngestStack stack, int last) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.bind(new InetSocketAddress("127.0.0." + last, 0));
    channel.connect(new InetSocketAddress("127.0.0.1", stack.port()));
    return channel;
  }

  /// Whoever is cut off while he speaks need not know.
  private static void send(SocketChannel channel, String text) {
    try {
      channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
    } catch (IOException e) {
      assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe).*");
    }
  }

  private void leave() throws IOException {
    for (SocketChannel stranger : strangers) {
      stranger.close();
    }
  }

  private static void assumeThatThereIsRoom() throws IOException {
    assumeTrue(
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            && unix.getMaxFileDescriptorCount() >= FILES,
        "a process may not have %,d files open here: ulimit -n".formatted(FILES));
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress("127.0.0.2", 0));
    } catch (SocketException e) {
      assumeTrue(false, "this machine has no more than one loopback address: " + e.getMessage());
    }
  }
}
