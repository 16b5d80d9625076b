package org.paperwire.ingest.intake;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.formats.Room;

/// The memory that all bodies that are read as a whole share. Each has a bound of its own; this one
/// is on their sum.
///
/// Nobody knows beforehand how large a body will be: it may be packed. So each takes what it needs
/// as it grows, and could wait for ever for another that waits for it. Therefore the last
/// [#LARGEST_BYTES] are kept for one body at a time, which can always be read to its end and then
/// gives everything back.
///
/// ```
/// ├── anyone's ──────────────────────────┼── of the one that reads on ──┤
/// ```
///
/// The first 64 kB of a body are not counted. Every request has a buffer of that size anyway, and a
/// paper alone is always taken, whatever the others hold.
@Singleton
final class BodyRoom {

  static final int UNCOUNTED_BYTES = 64 * 1024;

  /// What the largest body takes to be read, with what was looked at to tell its format.
  static final int LARGEST_BYTES = Limits.BODY_BYTES_MAX + 2 * Limits.ITEM_BYTES_MAX;

  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition givenBack = lock.newCondition();

  // Guarded by lock.
  private long free;
  private Optional<Share> readingOn = Optional.empty();

  BodyRoom(IntakeSettings settings) {
    this.patience = settings.roomPatience();
    this.free = settings.roomBytes();
  }

  /// The room of one body, to be given back.
  Share share() {
    return new Share();
  }

  /// Bytes that nobody has.
  long free() {
    lock.lock();
    try {
      return free;
    } finally {
      lock.unlock();
    }
  }

  /// What one body has of it. Used by one thread.
  final class Share implements Room, AutoCloseable {

    private long held;
    private long uncounted = UNCOUNTED_BYTES;

    private Share() {}

    /// @throws NoRoomException when others have not given back enough in time
    @Override
    public void take(int bytes) throws IOException {
      long given = Math.min(uncounted, bytes);
      uncounted -= given;
      if (given < bytes) {
        await(bytes - given);
      }
    }

    private void await(long bytes) throws NoRoomException {
      long nanos = patience.toNanos();
      lock.lock();
      try {
        while (!isGranted(bytes)) {
          if (nanos <= 0) {
            throw new NoRoomException();
          }
          nanos = givenBack.awaitNanos(nanos);
        }
        free -= bytes;
        held += bytes;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new NoRoomException();
      } finally {
        lock.unlock();
      }
    }

    private boolean isGranted(long bytes) {
      if (free - bytes >= LARGEST_BYTES) {
        return true;
      }
      if (readingOn.isEmpty()) {
        readingOn = Optional.of(this);
      }
      return readingOn.get() == this && free >= bytes;
    }

    @Override
    public void close() {
      lock.lock();
      try {
        free += held;
        held = 0;
        if (readingOn.isPresent() && readingOn.get() == this) {
          readingOn = Optional.empty();
        }
        givenBack.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /// All room is taken, and was for as long as anyone waits.
  static final class NoRoomException extends IOException {

    private static final long serialVersionUID = 1L;

    NoRoomException() {
      super("others hold all the memory there is for bodies");
    }
  }
}
