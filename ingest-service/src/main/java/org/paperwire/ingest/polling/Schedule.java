package org.paperwire.ingest.polling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who asks next. A pure function of the time and the cursors.
///
/// Of a provider one question is under way at a time; the next one begins no sooner than its pause
/// after the last one began. When a provider does not answer, or asks for a pause, all its pollers
/// wait, and the first one to ask again finds out for all: a circuit breaker whose state is in the
/// cursors, and so outlives a restart.
public final class Schedule {

  /// A poller and where it stands.
  public record Entry(Poller poller, Cursor cursor) {}

  /// A question to begin now.
  public record Start(Poller poller, Question question) {}

  /// What to do now, and when to look again at the latest.
  public record Turn(List<Start> starts, Instant lookAgain) {
    public Turn {
      starts = List.copyOf(starts);
    }
  }

  /// Nobody sleeps longer, so that a clock that is put forward is noticed.
  static final Duration LOOK_AGAIN_MAX = Duration.ofMinutes(1);

  private Schedule() {}

  /// @param busy providers of which a question is under way
  public static Turn turn(Collection<Entry> entries, Set<Provider> busy, Instant now) {
    var byProvider = new LinkedHashMap<Provider, List<Entry>>();
    entries.forEach(
        entry ->
            byProvider
                .computeIfAbsent(entry.poller().provider(), _ -> new ArrayList<>())
                .add(new Entry(entry.poller(), entry.cursor().asOf(now))));
    var starts = new ArrayList<Start>();
    Instant lookAgain = now.plus(LOOK_AGAIN_MAX);
    for (Map.Entry<Provider, List<Entry>> provider : byProvider.entrySet()) {
      if (!busy.contains(provider.getKey())) {
        Optional<Start> start = start(provider.getKey(), provider.getValue(), now);
        start.ifPresent(starts::add);
        if (start.isEmpty()) {
          Instant next = next(provider.getKey(), provider.getValue(), now);
          lookAgain = next.isBefore(lookAgain) ? next : lookAgain;
        }
      }
    }
    return new Turn(starts, lookAgain);
  }

  /// When a poller is to ask next, its provider's pace left aside.
  public static Instant nextOf(Poller poller, Cursor cursor, Instant now) {
    Instant planned =
        switch (poller.plan(cursor, now)) {
          case Plan.Ask(_) -> now;
          case Plan.Rest(Instant until) -> until;
        };
    return later(planned, cursor.notBefore().orElse(planned));
  }

  private static Optional<Start> start(Provider provider, List<Entry> entries, Instant now) {
    if (now.isBefore(free(provider, entries, now))) {
      return Optional.empty();
    }
    return entries.stream()
        .filter(entry -> !now.isBefore(entry.cursor().notBefore().orElse(now)))
        .sorted(Comparator.comparing(entry -> entry.cursor().askedAt().orElse(Instant.EPOCH)))
        .flatMap(
            entry ->
                entry.poller().plan(entry.cursor(), now) instanceof Plan.Ask(Question question)
                    ? Optional.of(new Start(entry.poller(), question)).stream()
                    : Optional.<Start>empty().stream())
        .findFirst();
  }

  private static Instant next(Provider provider, List<Entry> entries, Instant now) {
    Instant wanted =
        entries.stream()
            .map(entry -> nextOf(entry.poller(), entry.cursor(), now))
            .min(Comparator.naturalOrder())
            .orElse(now.plus(LOOK_AGAIN_MAX));
    return later(wanted, free(provider, entries, now));
  }

  /// When the provider may be asked: after its pause, and when it is not in trouble.
  private static Instant free(Provider provider, List<Entry> entries, Instant now) {
    Instant free = now;
    Optional<Instant> answered =
        entries.stream().flatMap(e -> e.cursor().answeredAt().stream()).max(Instant::compareTo);
    for (Entry entry : entries) {
      Cursor cursor = entry.cursor();
      if (cursor.askedAt().isPresent()) {
        free = later(free, cursor.askedAt().get().plus(provider.pause()));
      }
      if (cursor.standing().state().concernsProvider()
          && cursor.notBefore().isPresent()
          && cursor.askedAt().filter(at -> answered.filter(at::isBefore).isPresent()).isEmpty()) {
        free = later(free, cursor.notBefore().get());
      }
    }
    return free;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
