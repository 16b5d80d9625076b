package org.paperwire.standalone.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;

/// A main class around a main class: `ChildProcess LOCK-FILE MAIN-CLASS [ARGUMENT…]`.
///
/// A child belongs to its supervisor. Its standard input is a pipe that the supervisor holds open;
/// when the pipe ends, be it because the supervisor stops the child, be it because the supervisor
/// was killed, the child ends itself in good order, and by force when that takes too long. So no
/// child outlives its supervisor, however that one dies.
///
/// Before it starts it takes a lock on the data folder's part that it writes. After a supervisor
/// was killed, its children may take some seconds to end; the next ones wait for them here rather
/// than write to the same files.
public final class ChildProcess {

  /// How long a child may take to end in good order, in seconds, as a system property.
  public static final String GRACE = "paperwire.child.grace";

  private static final Duration GRACE_DEFAULT = Duration.ofSeconds(20);

  /// Held until the process ends, and released by the operating system alone.
  private final FileLock lock;

  private ChildProcess(FileLock lock) {
    this.lock = lock;
  }

  static void main(String[] arguments) throws Throwable {
    if (arguments.length < 2) {
      throw new IllegalArgumentException("usage: ChildProcess LOCK-FILE MAIN-CLASS [ARGUMENT…]");
    }
    endWith(System.in);
    var child = new ChildProcess(waitForLock(Path.of(arguments[0])));
    child.run(arguments[1], Arrays.copyOfRange(arguments, 2, arguments.length));
  }

  private void run(String mainClass, String[] arguments) throws Throwable {
    if (!lock.isValid()) {
      throw new IllegalStateException("the lock was lost");
    }
    var main = Class.forName(mainClass).getDeclaredMethod("main", String[].class);
    main.setAccessible(true);
    try {
      main.invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void endWith(InputStream supervisor) {
    Thread.ofPlatform()
        .daemon()
        .name("supervisor-watch")
        .start(
            () -> {
              drain(supervisor);
              Thread.ofPlatform().daemon().name("end-by-force").start(ChildProcess::haltLater);
              System.exit(0);
            });
  }

  private static void drain(InputStream supervisor) {
    try {
      supervisor.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // A pipe that breaks says the same as one that ends: nobody is there any more.
    }
  }

  private static void haltLater() {
    try {
      Thread.sleep(Duration.ofSeconds(Long.getLong(GRACE, GRACE_DEFAULT.toSeconds())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.err.println("not ended in good order within the grace period: ended by force");
    Runtime.getRuntime().halt(137);
  }

  private static FileLock waitForLock(Path file) throws IOException {
    var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE); // never closed
    FileLock free = channel.tryLock();
    if (free != null) {
      return free;
    }
    System.out.println("waiting for the process of an earlier start to end: it holds " + file);
    return channel.lock();
  }
}
