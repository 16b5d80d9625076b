package org.paperwire.enrich.attaching;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.RecordKey;

/// What a paper knows of its members. Messages of one record arrive in order, those of different
/// records in any order; the greatest epoch says who the members are.
///
/// @param members all records of the paper, the representative first; empty before anything is
///   known
/// @param epoch number of the step that said so
/// @param departure where the record that the paper is named after has gone, if it has
public record Standing(List<RecordKey> members, long epoch, Optional<Departure> departure) {

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
  public static final Standing UNKNOWN = new Standing(List.of(), -1, Optional.empty());

  public Standing {
    members = List.copyOf(members);
  }

  /// After a message.
  public Standing after(Attachment message) {
    return switch (message) {
      case Attachment.Joined joined when joined.epoch() >= epoch ->
          new Standing(
              joined.members(),
              joined.epoch(),
              departure.filter(gone -> gone.epoch() > joined.epoch()));
      case Attachment.Joined _ -> this;
      case Attachment.Left left
          when PaperId.of(left.record()).equals(left.paper()) && left.epoch() >= epoch ->
          new Standing(members, epoch, Optional.of(new Departure(left.into(), left.epoch())));
      case Attachment.Left _ -> this;
    };
  }

  /// What the paper is, given whose content is there.
  public State state(Predicate<RecordKey> isThere) {
    if (!members.isEmpty() && members.stream().allMatch(isThere)) {
      return new State.Whole();
    }
    if (departure.isPresent() && members.stream().noneMatch(isThere)) {
      return new State.Absorbed(departure.get().into(), departure.get().epoch());
    }
    return new State.Waiting();
  }
}
