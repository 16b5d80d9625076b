package org.paperwire.ingest.intake;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.paperwire.ingest.publishing.Door;
import org.paperwire.platform.Deployed;
import org.paperwire.platform.Problem;
import org.paperwire.platform.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The watch over the inbox: one thread, which takes one file at a time as the door for captures
/// would. Of several processes that watch one folder one does, and another goes on when it dies.
@Context
@Requires(beans = InboxSettings.class)
final class Inbox {

  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
  private static final int REJECTS_TOLD = 100;
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(2);

  private final InboxSettings settings;
  private final Intake intake;
  private final Deployed deployed;
  private final InboxFolder folder;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread watch = Thread.ofPlatform().daemon().name("inbox").unstarted(this::watch);

  Inbox(InboxSettings settings, Intake intake, Deployed deployed) {
    this.settings = settings;
    this.intake = intake;
    this.deployed = deployed;
    this.folder = new InboxFolder(settings.folder(), this::take);
  }

  @PostConstruct
  void start() {
    watch.start();
  }

  @PreDestroy
  void stop() throws InterruptedException {
    stopping.countDown();
    watch.join(STOP_PATIENCE);
  }

  private void watch() {
    String lacking = "";
    while (!isStopping()) {
      try {
        folder.create();
        watchAlone();
      } catch (IOException e) {
        if (!lacking.equals(e.toString())) {
          LOG.warn("the inbox {} cannot be looked at: {}", settings.folder(), e.toString());
          lacking = e.toString();
        }
      }
    }
  }

  /// As long as nobody else does.
  private void watchAlone() throws IOException {
    Path file = settings.folder().resolve(".paperwire-inbox.lock");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      Optional<FileLock> lock = lock(channel);
      while (lock.isPresent() && !isStopping()) {
        int moved = deployed.isDone() ? folder.look() : 0;
        if (moved > 0) {
          LOG.info("{} files of the inbox {} are through", moved, settings.folder());
        }
      }
    }
  }

  private static Optional<FileLock> lock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    }
  }

  /// Waits until the next look.
  private boolean isStopping() {
    try {
      return stopping.await(settings.every().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private InboxFolder.Fate take(String name, InputStream body) throws IOException {
    var submission =
        Submission.of(
            Door.CAPTURES,
            Optional.empty(),
            Optional.empty(),
            Optional.of(name),
            Optional.empty(),
            Optional.empty());
    try {
      Taken taken = intake.takeCapture(body, submission);
      return taken.accepted() == 0 && taken.rejected() > 0
          ? new InboxFolder.Failed("nothing of it can be read\n\n" + rejects(taken))
          : new InboxFolder.Done(taken.rejected() == 0 ? "" : rejects(taken));
    } catch (ProblemException e) {
      Problem problem = e.problem();
      return problem.status() == 503
          ? new InboxFolder.Later()
          : new InboxFolder.Failed("%s: %s%n".formatted(problem.slug(), problem.detail()));
    }
  }

  private static String rejects(Taken taken) {
    return "%d sightings, %d rejected; each reject is a dead letter of the batch %s%n%s%n"
        .formatted(
            taken.accepted(),
            taken.rejected(),
            taken.batchId(),
            taken.named().stream()
                .limit(REJECTS_TOLD)
                .map(r -> "at %d: %s, %s".formatted(r.at(), r.reason().slug(), r.detail()))
                .collect(Collectors.joining("\n")));
  }
}
