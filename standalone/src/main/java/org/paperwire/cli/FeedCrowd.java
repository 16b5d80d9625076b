package org.paperwire.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Many readers of the live feed on one thread and one buffer: thousands of connections would not
/// fit into the heap of a command as anything more.
///
/// It reads no more of HTTP than it needs: the lines of events stand whole in the chunks of the
/// body, whatever stands around them.
final class FeedCrowd implements AutoCloseable {

  private static final int BUFFER_BYTES = 256 * 1024;
  private static final int DELAY_MILLIS_MAX = 60_000;
  private static final String AT = "\"at\":\"";

  /// A connection: the beginning of the line that has not ended yet, and what it has heard.
  private static final class Listener {
    private final StringBuilder line = new StringBuilder();
    private boolean listening;
  }

  private final String run;
  private final Selector selector;
  private final List<SocketChannel> channels = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final byte[] bytes = new byte[BUFFER_BYTES];
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition heard = lock.newCondition();

  // Guarded by lock.
  private final long[] delays = new long[DELAY_MILLIS_MAX + 1];
  private long events;
  private int listening;
  private int lost;

  private FeedCrowd(String run) throws IOException {
    this.run = run;
    this.selector = Selector.open();
    this.thread = Thread.ofPlatform().daemon().name("crowd").unstarted(this::listen);
  }

  /// Opens connections.
  ///
  /// @param run what stands in the changes that count
  static FeedCrowd open(URI server, int readers, String run) throws IOException {
    var crowd = new FeedCrowd(run);
    byte[] request =
        "GET /v1/feed HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\n\r\n"
            .formatted(server.getAuthority())
            .getBytes(StandardCharsets.US_ASCII);
    crowd.thread.start();
    for (int reader = 0; reader < readers; reader++) {
      var channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
      channel.write(ByteBuffer.wrap(request));
      channel.configureBlocking(false);
      crowd.channels.add(channel);
      channel.register(crowd.selector, SelectionKey.OP_READ, new Listener());
      crowd.selector.wakeup();
    }
    return crowd;
  }

  /// Waits until every reader has been told where it is.
  void awaitListening(Duration patience) throws InterruptedException, Refusal {
    if (!await(() -> listening == channels.size() || lost > 0, patience) || lost > 0) {
      throw new Refusal(
          ExitCodes.FAILED,
          "Of %d readers only %d were let in.".formatted(channels.size(), listening));
    }
  }

  /// Waits until so many events have arrived; answers whether they have.
  boolean awaitEvents(long expected, Duration patience) throws InterruptedException {
    return await(() -> events >= expected, patience);
  }

  private interface Hope {
    boolean holds();
  }

  private boolean await(Hope hope, Duration patience) throws InterruptedException {
    long nanos = patience.toNanos();
    lock.lock();
    try {
      while (!hope.holds() && nanos > 0) {
        nanos = heard.awaitNanos(nanos);
      }
      return hope.holds();
    } finally {
      lock.unlock();
    }
  }

  long events() {
    lock.lock();
    try {
      return events;
    } finally {
      lock.unlock();
    }
  }

  /// The time in milliseconds within which this share of the events arrived.
  int delay(double share) {
    lock.lock();
    try {
      long within = (long) Math.ceil(events * share);
      long counted = 0;
      for (int millis = 0; millis <= DELAY_MILLIS_MAX; millis++) {
        counted += delays[millis];
        if (counted >= within) {
          return millis;
        }
      }
      return DELAY_MILLIS_MAX;
    } finally {
      lock.unlock();
    }
  }

  private void listen() {
    try {
      while (selector.isOpen()) {
        selector.select(TimeUnit.SECONDS.toMillis(1));
        for (SelectionKey key : selector.selectedKeys()) {
          read(key);
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException | ClosedSelectorException e) {
      lose();
    }
  }

  private void read(SelectionKey key) {
    try {
      var listener = (Listener) key.attachment();
      var channel = (SocketChannel) key.channel();
      buffer.clear();
      int length = channel.read(buffer);
      if (length < 0) {
        key.cancel();
        lose();
        return;
      }
      buffer.flip().get(bytes, 0, length);
      long now = System.currentTimeMillis();
      int start = 0;
      for (int i = 0; i < length; i++) {
        if (bytes[i] == '\n') {
          listener.line.append(text(start, i));
          hear(listener, listener.line.toString(), now);
          listener.line.setLength(0);
          start = i + 1;
        }
      }
      listener.line.append(text(start, length));
    } catch (IOException e) {
      key.cancel();
      lose();
    }
  }

  private String text(int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }

  private void hear(Listener listener, String line, long now) {
    lock.lock();
    try {
      if (line.startsWith("id: ") && !listener.listening) {
        listener.listening = true;
        listening++;
        heard.signalAll();
      } else if (line.startsWith("data: ") && line.contains(" of " + run)) {
        events++;
        delays[Math.clamp(now - at(line), 0, DELAY_MILLIS_MAX)]++;
        heard.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private static long at(String line) {
    int start = line.indexOf(AT) + AT.length();
    try {
      return Instant.parse(line.substring(start, line.indexOf('"', start))).toEpochMilli();
    } catch (DateTimeParseException | IndexOutOfBoundsException e) {
      return 0;
    }
  }

  private void lose() {
    lock.lock();
    try {
      lost++;
      heard.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
    for (SocketChannel channel : channels) {
      channel.close();
    }
  }
}
