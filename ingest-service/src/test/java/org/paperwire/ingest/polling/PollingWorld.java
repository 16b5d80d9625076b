package org.paperwire.ingest.polling;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Origin;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.Parser;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.Reject;
import org.paperwire.ingest.Seen;
import org.paperwire.ingest.Sighting;
import org.paperwire.ingest.SignalSeen;
import org.paperwire.ingest.Statement;
import org.paperwire.ingest.fetching.Gate;
import org.paperwire.ingest.fetching.HttpFetcher;
import org.paperwire.ingest.fetching.LocalServer;
import org.paperwire.ingest.fetching.Patience;
import org.paperwire.ingest.formats.Formats;

/// Pollers, a web server on this machine that replays answers, a clock that the test moves, and a
/// log in memory that can crash at any write. What was on the log before a crash stays there; what
/// the process knew is gone.
final class PollingWorld implements AutoCloseable {

  /// The process ends here.
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static final Pattern THING =
      Pattern.compile(
          "(?:\"title\"\\s*:\\s*\"|<title>)([^<\"]*)(?:\"\\s*,\\s*\"up\"\\s*:\\s*(\\d+))?");

  private Instant now;
  private final LocalServer server;
  private final HttpFetcher fetcher;
  private final List<Poller> pollers = new ArrayList<>();
  private final Random random = new Random(11);
  private final List<Instant> questions = new ArrayList<>();

  // What is on the log.
  final Map<String, Cursor> cursors = new HashMap<>();
  final List<String> sightings = new ArrayList<>();
  final List<String> signals = new ArrayList<>();
  final List<String> letters = new ArrayList<>();
  final Map<String, Receipt> receipts = new LinkedHashMap<>();

  /// Writes until the crash; none when it is negative.
  private int writesLeft = -1;

  private Map<String, Cursor> known = new HashMap<>();

  PollingWorld(String now, Function<LocalServer.Asked, LocalServer.Says> script) {
    this.now = Instant.parse(now);
    this.server = new LocalServer(script);
    String mirror = Gate.authority(server.address());
    InstantSource clock = () -> this.now;
    this.fetcher =
        new HttpFetcher(
            new Gate(Set.of(), Set.of(mirror)), Patience.STANDARD, "Paperwire/test", clock);
  }

  LocalServer server() {
    return server;
  }

  PollingWorld with(Function<LocalServer, Poller> poller) {
    pollers.add(poller.apply(server));
    return this;
  }

  Instant now() {
    return now;
  }

  void clock(String time) {
    now = Instant.parse(time);
  }

  void crashAfterWrites(int writes) {
    writesLeft = writes;
  }

  /// When something was asked.
  List<Instant> questions() {
    return questions;
  }

  Cursor cursor(String poller) {
    return cursors.getOrDefault(poller, Cursor.START);
  }

  State state(String poller) {
    return cursor(poller).standing().state();
  }

  /// Lets time pass; a crash is followed by a start that knows what is on the log.
  void run(Duration time) {
    Instant end = now.plus(time);
    while (!now.isAfter(end)) {
      Schedule.Turn turn =
          Schedule.turn(
              pollers.stream()
                  .map(p -> new Schedule.Entry(p, known.getOrDefault(p.name(), Cursor.START)))
                  .toList(),
              Set.of(),
              now);
      for (Schedule.Start start : turn.starts()) {
        ask(start);
      }
      if (turn.starts().isEmpty()) {
        now = turn.lookAgain();
      }
    }
  }

  private void ask(Schedule.Start start) {
    var asking = new Asking(fetcher, new MemoryLedger(), PollingWorld::read, () -> now, random);
    Cursor cursor = known.getOrDefault(start.poller().name(), Cursor.START);
    int before = server.asked().size();
    try {
      known.put(
          start.poller().name(), asking.ask(start.poller(), cursor, start.question()).cursor());
    } catch (Crash e) {
      known = new HashMap<>(cursors);
    } catch (IOException e) {
      known.put(start.poller().name(), asking.notTaken(cursor));
    }
    if (server.asked().size() > before) {
      questions.add(now);
    }
  }

  private void write() {
    if (writesLeft == 0) {
      writesLeft = -1;
      throw new Crash();
    }
    writesLeft = Math.max(writesLeft - 1, -1);
  }

  /// Titles, whatever is around them; a title that is empty cannot be read.
  private static Formats.Outcome read(byte[] body, Poller poller, Question question, Instant at) {
    var items = new ArrayList<Item>();
    THING
        .matcher(new String(body, StandardCharsets.UTF_8))
        .results()
        .forEach(
            thing -> {
              String title = thing.group(1).strip();
              int place = items.size() + 1;
              items.add(
                  title.isEmpty()
                      ? new Reject(
                          place, Reason.TITLE_MISSING, "none", Optional.empty(), Raw.text("?"))
                      : new Seen(
                          place,
                          new Sighting(
                              new Origin.Native(poller.source(), title),
                              Statement.titled(title).done(),
                              Optional.of(at),
                              Optional.empty(),
                              new Parser("test", 1)),
                          thing.group(2) == null
                              ? List.of()
                              : List.of(new SignalSeen("upvote", Long.parseLong(thing.group(2))))));
            });
    return new Formats.Read(Parsed.of(Format.PAPERS_JSON, items));
  }

  private final class MemoryLedger implements Ledger {

    @Override
    public void save(Poller poller, Cursor cursor, Instant nextAt) {
      write();
      cursors.put(poller.name(), cursor);
    }

    @Override
    public Delivery deliver(Poller poller, String batchId, Question question, Instant at) {
      return new Delivery() {
        @Override
        public boolean publish(Seen seen) {
          write();
          sightings.add(seen.sighting().statement().title());
          publishSignals(seen);
          return true;
        }

        @Override
        public void publishSignals(Seen seen) {
          seen.signals()
              .forEach(s -> signals.add(seen.sighting().statement().title() + " " + s.count()));
        }

        @Override
        public void bury(Reject reject) {
          write();
          letters.add(reject.reason().slug());
        }

        @Override
        public void bury(Raw body, Reason reason, String detail) {
          write();
          letters.add(reason.slug());
        }

        @Override
        public void close(Receipt receipt) {
          write();
          receipts.put(receipt.batchId(), receipt);
        }

        @Override
        public void close() {}
      };
    }
  }

  @Override
  public void close() throws IOException {
    fetcher.close();
    server.close();
  }
}
