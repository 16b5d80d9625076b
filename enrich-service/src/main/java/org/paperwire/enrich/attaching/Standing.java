package org.paperwire.enrich.attaching;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.identity.Cluster;

/// What a paper knows of its members. Messages of one record arrive in order, those of different
/// records in any order; the greatest epoch says who the members are.
///
/// @param cluster all that is this paper; without members before anything is known
/// @param epoch number of the step that said so
/// @param departure where the record that the paper is named after has gone, if it has
/// @param arrivals papers from which records have come since the last change was published
public record Standing(
    Cluster cluster, long epoch, Optional<Departure> departure, SortedSet<PaperId> arrivals) {

  /// Where a record has gone.
  ///
  /// @param into the paper it left for
  /// @param epoch number of the step that sent it there
  public record Departure(PaperId into, long epoch) {}

  /// What a paper is at a moment.
  public sealed interface State {
    /// Everything its members say is there.
    record Whole() implements State {}

    /// Not everybody has been heard: nothing is published, whatever was published stands.
    record Waiting() implements State {}

    /// Nobody is left: the id lives on in another paper.
    record Absorbed(PaperId into, long epoch) implements State {}
  }

  /// A paper that nothing is known of.
  public static final Standing UNKNOWN =
      new Standing(
          new Cluster(List.of(), List.of(), List.of()), -1, Optional.empty(), new TreeSet<>());

  public Standing {
    arrivals = Collections.unmodifiableSortedSet(new TreeSet<>(arrivals));
  }

  /// All records of the paper, the representative first.
  public List<RecordKey> members() {
    return cluster.members();
  }

  /// After a message.
  public Standing after(Attachment message) {
    return switch (message) {
      case Attachment.Joined joined -> afterJoined(joined);
      case Attachment.Left left
          when PaperId.of(left.record()).equals(left.paper()) && left.epoch() >= epoch ->
          new Standing(
              cluster, epoch, Optional.of(new Departure(left.into(), left.epoch())), arrivals);
      case Attachment.Left _ -> this;
    };
  }

  private Standing afterJoined(Attachment.Joined joined) {
    SortedSet<PaperId> arrived = new TreeSet<>(arrivals);
    joined.from().ifPresent(arrived::add);
    return joined.epoch() >= epoch
        ? new Standing(
            joined.cluster(),
            joined.epoch(),
            departure.filter(gone -> gone.epoch() > joined.epoch()),
            arrived)
        : new Standing(cluster, epoch, departure, arrived);
  }

  /// After a change was published.
  public Standing published() {
    return new Standing(cluster, epoch, departure, new TreeSet<>());
  }

  /// The papers that have gone into this one since the last change: those from which the record
  /// came that they were named after.
  public List<PaperId> absorbed() {
    return arrivals.stream()
        .filter(paper -> members().stream().map(PaperId::of).anyMatch(paper::equals))
        .toList();
  }

  /// What the paper is, given whose content is there.
  public State state(Predicate<RecordKey> isThere) {
    if (!members().isEmpty() && members().stream().allMatch(isThere)) {
      return new State.Whole();
    }
    if (departure.isPresent() && members().stream().noneMatch(isThere)) {
      return new State.Absorbed(departure.get().into(), departure.get().epoch());
    }
    return new State.Waiting();
  }
}
