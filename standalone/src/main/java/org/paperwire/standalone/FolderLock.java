package org.paperwire.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// The right to run on a data folder. The operating system gives it back when the process ends,
/// however it ends, so a lock never has to be cleaned up by hand.
public final class FolderLock implements AutoCloseable {

  private static final int ATTEMPTS = 5;
  private static final long PAUSE_MILLIS = 50;

  private final FileLock lock;

  private FolderLock(FileLock lock) {
    this.lock = lock;
  }

  /// Takes the lock, or answers nothing when another process has it.
  static Optional<FolderLock> take(StackFolder folder) throws IOException, InterruptedException {
    // More than once, because somebody may just be asking whether it is held.
    for (int i = 0; i < ATTEMPTS; i++) {
      Optional<FolderLock> taken = tryToTake(folder);
      if (taken.isPresent()) {
        return taken;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    return Optional.empty();
  }

  /// Whether a process runs on the folder.
  public static boolean isHeld(StackFolder folder) throws IOException {
    if (!Files.exists(folder.lock("supervisor"))) {
      return false;
    }
    Optional<FolderLock> taken = tryToTake(folder);
    if (taken.isPresent()) {
      taken.get().close();
    }
    return taken.isEmpty();
  }

  private static Optional<FolderLock> tryToTake(StackFolder folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.lock("supervisor"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      return Optional.empty();
    }
    return Optional.of(new FolderLock(lock));
  }

  @Override
  public void close() throws IOException {
    lock.acquiredBy().close();
  }
}
