package org.paperwire.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Senders who come while the service goes.
class ClosingIT {

  @TempDir Path folder;

  private final AtomicBoolean over = new AtomicBoolean();
  private final Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();
  private final LongAdder cut = new LongAdder();

  @Test
  void areTakenOrToldToComeAgainOrCutAndNobodyIsAlarmed() throws InterruptedException {
    var log = new ListAppender<ILoggingEvent>();
    log.start();
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    try (var stack = IngestStack.start(folder, Map.of())) {
      URI address = stack.uri("/v1/papers");
      List<Thread> senders =
          IntStream.range(0, 6)
              .mapToObj(_ -> Thread.startVirtualThread(() -> send(address)))
              .toList();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> answers.values().stream().mapToLong(LongAdder::sum).sum() > 100);
      root.addAppender(log);

      stack.stopServer();

      over.set(true);
      for (Thread sender : senders) {
        sender.join();
      }
    } finally {
      root.detachAppender(log);
    }
    assertThat(answers.keySet()).as("%s connections cut", cut).isSubsetOf(200, 503);
    assertThat(log.list)
        .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
        .extracting(event -> event.getLoggerName() + " " + event.getFormattedMessage())
        .isEmpty();
  }

  private void send(URI address) {
    var request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofString("{\"title\": \"One of many\"}"))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (!over.get()) {
        try {
          int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
          answers.computeIfAbsent(status, _ -> new LongAdder()).increment();
        } catch (ConnectException e) {
          return; // nobody listens any more
        } catch (IOException e) {
          cut.increment();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
