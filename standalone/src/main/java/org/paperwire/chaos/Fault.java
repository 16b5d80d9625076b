package org.paperwire.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// What is done to a part.
///
/// @param part its name
/// @param kind what
/// @param down for how long it is away
record Fault(String part, Kind kind, Duration down) {

  /// Longer than the session of a member of a group: the others take over what it has, and it comes
  /// back and believes that it still has it.
  private static final Duration LONG = Duration.ofSeconds(25);

  private static final int DOWN_MILLIS_MAX = 2_000;

  /// The kinds of faults.
  enum Kind {
    /// `kill -9`.
    KILLED,
    /// Stopped in the middle of whatever it does, as a machine does that swaps, and goes on.
    FROZEN,
    /// Without a network, and back in it.
    CUT_OFF,
    /// Stopped, and started again as another version.
    TAKEN_BACK,
    /// Stopped, and started again as this version.
    UPGRADED;

    /// Whether the next part waits until this one is ready.
    boolean isOrderly() {
      return this == TAKEN_BACK || this == UPGRADED;
    }
  }

  /// What can happen in a cluster.
  ///
  /// @param killed which parts are killed, each as often as it is named
  /// @param workers which parts are frozen and cut off
  /// @param lasting how
  record Targets(List<String> killed, List<String> workers, List<Kind> lasting) {

    Targets killing(List<String> others) {
      return new Targets(others, workers, lasting);
    }
  }

  /// Some kills, in an order of their own each time all of the targets have been killed; after all
  /// of them, each of the lasting faults.
  static List<Fault> plan(int kills, Targets targets, Random random) {
    var plan = new ArrayList<Fault>();
    var next = new ArrayList<String>();
    for (int kill = 1; kill <= kills; kill++) {
      if (next.isEmpty()) {
        next.addAll(targets.killed());
        Collections.shuffle(next, random);
      }
      Duration down = Duration.ofMillis(random.nextInt(DOWN_MILLIS_MAX));
      plan.add(new Fault(next.removeLast(), Kind.KILLED, down));
      if (next.isEmpty()) {
        for (Kind kind : targets.lasting()) {
          String part = targets.workers().get(random.nextInt(targets.workers().size()));
          plan.add(new Fault(part, kind, LONG));
        }
      }
    }
    return List.copyOf(plan);
  }

  /// One part after the other is taken back to another version, and brought to this one again.
  static List<Fault> replacements(List<String> parts) {
    return Stream.of(Kind.TAKEN_BACK, Kind.UPGRADED)
        .flatMap(kind -> parts.stream().map(part -> new Fault(part, kind, Duration.ZERO)))
        .toList();
  }

  /// What rows of a table are about: which of two is all the same.
  String row() {
    String name = Part.kindOf(part);
    return switch (kind) {
      case KILLED -> name + " killed";
      case FROZEN -> name + " frozen for " + down.toSeconds() + " s";
      case TAKEN_BACK -> name + " taken back";
      case UPGRADED -> name + " upgraded";
      case CUT_OFF -> name + " cut off for " + down.toSeconds() + " s";
    };
  }
}
