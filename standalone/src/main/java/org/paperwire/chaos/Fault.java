package org.paperwire.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/// What is done to a part.
///
/// @param part its name
/// @param kind what
/// @param down for how long it is away
record Fault(String part, Kind kind, Duration down) {

  /// Longer than the session of a member of a group: the others take over what it has, and it comes
  /// back and believes that it still has it.
  private static final Duration FROZEN = Duration.ofSeconds(25);

  private static final int DOWN_MILLIS_MAX = 2_000;

  /// The likelier, the oftener it is named.
  private static final List<String> KILLED =
      List.of(
          "broker",
          "registry",
          "ingest",
          "ingest",
          "enrich-1",
          "enrich-1",
          "enrich-2",
          "enrich-2",
          "query-1",
          "query-2");

  private static final List<String> FROZEN_PARTS = List.of("enrich-1", "enrich-2");

  /// The kinds of faults.
  enum Kind {
    /// `kill -9`.
    KILLED,
    /// `SIGSTOP`, and later `SIGCONT`.
    FROZEN
  }

  static Fault kill(Random random) {
    return new Fault(
        KILLED.get(random.nextInt(KILLED.size())),
        Kind.KILLED,
        Duration.ofMillis(random.nextInt(DOWN_MILLIS_MAX)));
  }

  static Fault freeze(Random random) {
    return new Fault(FROZEN_PARTS.get(random.nextInt(FROZEN_PARTS.size())), Kind.FROZEN, FROZEN);
  }

  /// What rows of a table are about: which of two is all the same.
  String row() {
    String name = part.replaceAll("-\\d$", "");
    return switch (kind) {
      case KILLED -> name + " killed";
      case FROZEN -> name + " frozen for " + down.toSeconds() + " s";
    };
  }
}
