package org.paperwire.enrich.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.paperwire.bibliography.PaperId;
import org.paperwire.enrich.merging.Paper;

/// One step in the life of a paper id.
///
/// @param kind what happened
/// @param fields names of the fields that changed, sorted; of a paper just discovered all that are
///   set
/// @param now the paper after the step
/// @param into the paper that lives on, of a merge
/// @param absorbed the papers that went into this one
/// @param epoch number of the identity step, of a merge, of its survivor, or of a split
public record Change(
    Kind kind,
    List<String> fields,
    Edition now,
    Optional<PaperId> into,
    List<PaperId> absorbed,
    Optional<Long> epoch) {

  /// What can happen to a paper id.
  public enum Kind {
    DISCOVERED,
    UPDATED,
    MERGED,
    SPLIT,
    WITHDRAWN
  }

  public Change {
    fields = List.copyOf(fields);
    absorbed = List.copyOf(absorbed);
  }

  /// The step from what was last published to what is now; empty when both are the same. The
  /// revision is not compared: it counts the steps and is none.
  ///
  /// @param absorbed the papers that have gone into this one since
  /// @param epoch number of the identity step that made the paper so
  public static Optional<Change> between(
      Optional<Edition> before, Paper now, List<PaperId> absorbed, long epoch) {
    if (before.isEmpty()) {
      return Optional.of(
          new Change(
              Kind.DISCOVERED,
              new ArrayList<>(new TreeSet<>(now.fields().keySet())),
              new Edition(1, now),
              Optional.empty(),
              absorbed,
              absorbed.isEmpty() ? Optional.empty() : Optional.of(epoch)));
    }
    Edition last = before.get();
    List<String> changed = changed(last.paper().fields(), now.fields());
    if (changed.isEmpty()) {
      return Optional.empty();
    }
    Kind kind = kind(last.paper(), now);
    boolean isIdentityStep = kind == Kind.MERGED || kind == Kind.SPLIT || !absorbed.isEmpty();
    return Optional.of(
        new Change(
            kind,
            changed,
            new Edition(last.revision() + 1, now),
            now.mergedInto(),
            absorbed,
            isIdentityStep ? Optional.of(epoch) : Optional.empty()));
  }

  private static Kind kind(Paper before, Paper now) {
    if (!before.mergedInto().equals(now.mergedInto())) {
      return now.mergedInto().isPresent() ? Kind.MERGED : Kind.SPLIT;
    }
    return before.withdrawn().isEmpty() && now.withdrawn().isPresent()
        ? Kind.WITHDRAWN
        : Kind.UPDATED;
  }

  private static List<String> changed(Map<String, Object> before, Map<String, Object> now) {
    var names = new TreeSet<>(before.keySet());
    names.addAll(now.keySet());
    return names.stream().filter(name -> !Objects.equals(before.get(name), now.get(name))).toList();
  }
}
