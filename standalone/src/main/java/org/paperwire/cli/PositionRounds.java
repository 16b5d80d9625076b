package org.paperwire.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.paperwire.cli.PositionLedger.Standing;
import org.paperwire.client.Answer;
import org.paperwire.client.Server;
import org.paperwire.client.Upload;
import org.paperwire.platform.Position;

/// Rounds of writing and reading at once, by several writers, beside others who write. A round
/// writes one to three papers; reads one of them without asking for a position; and then reads
/// everything, asking for the position of all that was acknowledged by then.
final class PositionRounds {

  /// What is done.
  ///
  /// @param rounds in all
  /// @param writers at once
  /// @param load writes a second beside them
  record Plan(int rounds, int writers, int load) {}

  /// What came of it.
  ///
  /// @param rounds that were done
  /// @param background writes that were acknowledged beside them
  /// @param misses first answers, at the position asked for, in which something was missing
  /// @param notYet answers that the position was not reached within the time given
  /// @param stale answers without asking for a position that lacked what had just been written
  /// @param unsaid of these, those that did not say of when they were
  /// @param wrong of these, those that said they were newer than the write
  /// @param waitMicros from asking for the position to the whole answer
  /// @param ageMicros how old stale answers said they were
  record Outcome(
      int rounds,
      int background,
      int misses,
      int notYet,
      int stale,
      int unsaid,
      int wrong,
      Histogram waitMicros,
      Histogram ageMicros) {

    boolean isGood() {
      return misses == 0 && unsaid == 0 && wrong == 0;
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /// Read whole by every writer at once, in the heap of a command.
  private static final int EXPORT_BYTES_MAX = 512 << 10;

  private static final int PAPERS_OF_A_WRITER = 4;
  private static final int PAPERS_OF_THE_LOAD = 64;
  private static final int WRITES_MAX = 3;
  private static final String WAIT = "wait=30";
  private static final long MICROS_MAX = TimeUnit.MINUTES.toMicros(10);
  private static final int SERVICE_UNAVAILABLE = 503;
  private static final int NOT_FOUND = 404;

  private final Server server;
  private final Plan plan;
  private final PositionLedger ledger = new PositionLedger(BenchPapers.unheardOf().run());
  private final IntConsumer progress;
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger background = new AtomicInteger();
  private final AtomicInteger misses = new AtomicInteger();
  private final AtomicInteger notYet = new AtomicInteger();
  private final AtomicInteger stale = new AtomicInteger();
  private final AtomicInteger unsaid = new AtomicInteger();
  private final AtomicInteger wrong = new AtomicInteger();
  private final Histogram waits = new ConcurrentHistogram(MICROS_MAX, 3);
  private final Histogram ages = new ConcurrentHistogram(MICROS_MAX, 3);
  private final AtomicReference<Optional<Exception>> failure =
      new AtomicReference<>(Optional.empty());

  /// @param progress told how many rounds are done
  PositionRounds(Server server, Plan plan, IntConsumer progress) {
    this.server = server;
    this.plan = plan;
    this.progress = progress;
  }

  /// How many papers all of it is about.
  static int papers(Plan plan) {
    return plan.writers() * PAPERS_OF_A_WRITER + PAPERS_OF_THE_LOAD;
  }

  Outcome run() throws IOException, InterruptedException, Refusal {
    Thread load = Thread.startVirtualThread(this::load);
    var writers = new Thread[plan.writers()];
    for (int i = 0; i < writers.length; i++) {
      int first = PAPERS_OF_THE_LOAD + i * PAPERS_OF_A_WRITER;
      writers[i] = Thread.startVirtualThread(() -> rounds(first));
    }
    for (Thread writer : writers) {
      writer.join();
    }
    load.interrupt();
    load.join();
    Exception broken = failure.get().orElse(null);
    switch (broken) {
      case null -> {}
      case Refusal refusal -> throw refusal;
      case IOException unreachable -> throw unreachable;
      default -> throw new Refusal(ExitCodes.FAILED, "It was interrupted: " + broken);
    }
    return new Outcome(
        done.get(),
        background.get(),
        misses.get(),
        notYet.get(),
        stale.get(),
        unsaid.get(),
        wrong.get(),
        waits,
        ages);
  }

  private void rounds(int firstPaper) {
    try {
      for (int round = begun.getAndIncrement();
          round < plan.rounds() && failure.get().isEmpty();
          round = begun.getAndIncrement()) {
        round(round, firstPaper);
        progress.accept(done.incrementAndGet());
      }
    } catch (IOException | Refusal | InterruptedException e) {
      failure.compareAndSet(Optional.empty(), Optional.of(e));
    }
  }

  private void round(int round, int firstPaper) throws IOException, InterruptedException, Refusal {
    var versions = new HashMap<Integer, Integer>();
    for (int i = 0; i <= round % WRITES_MAX; i++) {
      int paper = firstPaper + (round + i) % PAPERS_OF_A_WRITER;
      versions.put(paper, ledger.next(paper));
    }
    write(versions);
    Instant acknowledged = Instant.now();
    int one = versions.keySet().iterator().next();
    readWithoutAsking(one, versions.getOrDefault(one, 0), acknowledged);
    readEverything(ledger.standing());
  }

  private void write(Map<Integer, Integer> versions)
      throws IOException, InterruptedException, Refusal {
    byte[] lines =
        versions.entrySet().stream()
            .map(paper -> ledger.line(paper.getKey(), paper.getValue()))
            .collect(Collectors.joining("\n", "", "\n"))
            .getBytes(StandardCharsets.UTF_8);
    Answer answer =
        server.send(Upload.bytes("papers", lines, Upload.Kind.PAPER_LINES, Map.of()), PATIENCE);
    String token = PaperText.orRefuse(answer).path("position").asText();
    ledger.acknowledge(
        versions,
        Position.parse(token)
            .orElseThrow(
                () -> new Refusal(ExitCodes.FAILED, "A write was answered without a position.")));
  }

  /// What is not there yet has to say that it is older than the write.
  private void readWithoutAsking(int paper, int version, Instant acknowledged)
      throws IOException, InterruptedException, Refusal {
    Answer answer = server.get("/v1/papers/" + ledger.name(paper));
    if (answer.status() != NOT_FOUND) {
      PaperText.orRefuse(answer);
    }
    int read = ledger.read(answer.body().path("title").asText()).getOrDefault(paper, 0);
    if (read >= version) {
      return;
    }
    stale.incrementAndGet();
    Optional<Instant> asOf = answer.headers().firstValue("Paperwire-As-Of").flatMap(this::moment);
    if (asOf.isEmpty()) {
      unsaid.incrementAndGet();
    } else if (asOf.get().isAfter(acknowledged)) {
      wrong.incrementAndGet();
    } else {
      long micros = Duration.between(asOf.get(), Instant.now()).toNanos() / 1_000;
      ages.recordValue(Math.clamp(micros, 0, MICROS_MAX));
    }
  }

  private Optional<Instant> moment(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /// The first answer at the position holds everything.
  private void readEverything(Standing standing) throws IOException, InterruptedException, Refusal {
    long began = System.nanoTime();
    Map<String, String> asking =
        Map.of("Paperwire-Min-Position", standing.position().token(), "Prefer", WAIT);
    Optional<String> export = export(asking);
    while (export.isEmpty() && System.nanoTime() - began < PATIENCE.toNanos()) {
      notYet.incrementAndGet();
      export = export(asking);
    }
    if (export.isEmpty()) {
      throw new Refusal(ExitCodes.FAILED, "The position is not reached.");
    }
    long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began);
    waits.recordValue(Math.min(MICROS_MAX, micros));
    if (standing.missingIn(ledger.read(export.get())) > 0) {
      misses.incrementAndGet();
    }
  }

  /// Empty when the position is not reached yet.
  private Optional<String> export(Map<String, String> asking)
      throws IOException, InterruptedException, Refusal {
    HttpResponse<InputStream> answer = server.open("/v1/papers/export", asking);
    try (InputStream body = answer.body()) {
      byte[] bytes = body.readNBytes(EXPORT_BYTES_MAX + 1);
      if (answer.statusCode() == SERVICE_UNAVAILABLE) {
        return Optional.empty();
      }
      if (answer.statusCode() != 200) {
        throw new Refusal(ExitCodes.FAILED, "The export is answered " + answer.statusCode() + ".");
      }
      if (bytes.length > EXPORT_BYTES_MAX) {
        throw new Refusal(
            ExitCodes.FAILED,
            "There are too many papers to read all of them in every round; name a --data folder "
                + "on which nothing runs.");
      }
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  /// Writes at a steady rate, whatever becomes of them.
  private void load() {
    long began = System.nanoTime();
    for (long n = 1; plan.load() > 0 && !Thread.currentThread().isInterrupted(); n++) {
      int paper = (int) (n % PAPERS_OF_THE_LOAD);
      Thread.startVirtualThread(() -> writeBeside(paper));
      long due = began + n * TimeUnit.SECONDS.toNanos(1) / plan.load();
      LockSupport.parkNanos(due - System.nanoTime());
    }
  }

  private void writeBeside(int paper) {
    try {
      write(Map.of(paper, ledger.next(paper)));
      background.incrementAndGet();
    } catch (IOException | Refusal e) {
      // Nobody is promised anything of it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
