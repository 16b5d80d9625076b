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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

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

  /// The lock of a child that cannot end in good order once this one is gone, as a system property.
  /// After a supervisor was killed, this one waits for it.
  public static final String OUTLIVES = "paperwire.child.outlives";

  private static final Duration OUTLIVING_MAX = Duration.ofSeconds(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  /// What is locked until the process ends, and released by the operating system alone. Something
  /// static has to know of it: the main thread may end, and what it alone knew would be collected,
  /// closed and thereby released.
  private static final List<FileLock> HELD = new CopyOnWriteArrayList<>();

  private ChildProcess() {}

  static void main(String[] arguments) throws Throwable {
    if (arguments.length < 2) {
      throw new IllegalArgumentException("usage: ChildProcess LOCK-FILE MAIN-CLASS [ARGUMENT…]");
    }
    endWith(System.in);
    HELD.add(waitForLock(Path.of(arguments[0])));
    run(arguments[1], Arrays.copyOfRange(arguments, 2, arguments.length));
  }

  private static void run(String mainClass, String[] arguments) throws Throwable {
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
              outlive(System.getProperty(OUTLIVES, ""));
              System.exit(0);
            });
  }

  private static void outlive(String lockFile) {
    long end = System.nanoTime() + OUTLIVING_MAX.toNanos();
    try {
      while (!lockFile.isEmpty() && isHeld(Path.of(lockFile)) && System.nanoTime() < end) {
        Thread.sleep(LOOK_AGAIN);
      }
    } catch (IOException e) {
      System.err.println("nobody to wait for: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isHeld(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock free = channel.tryLock()) {
      return free == null;
    }
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
