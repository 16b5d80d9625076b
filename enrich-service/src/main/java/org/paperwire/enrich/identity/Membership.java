package org.paperwire.enrich.identity;

import java.util.List;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.RecordKey;

/// The answer for one record: the paper it belongs to.
///
/// @param record which
/// @param recordVersion the version of it that was known
/// @param paper the paper, named after its representative
/// @param members all records of that paper, the representative first
/// @param epoch number of the step that made the paper so; it rises with every change of the
///   members, and two answers of one paper and epoch name the same members
public record Membership(
    RecordKey record, long recordVersion, PaperId paper, List<RecordKey> members, long epoch) {

  /// Sorts the members, and refuses a paper that the record is not a member of.
  public Membership {
    members = members.stream().distinct().sorted().toList();
    if (!members.contains(record)) {
      throw new IllegalArgumentException(record + " is not among its own paper's " + members);
    }
  }

  /// The answer that makes `members` one paper.
  public static Membership of(
      RecordKey record, long recordVersion, List<RecordKey> members, long epoch) {
    RecordKey representative = members.stream().min(RecordKey::compareTo).orElse(record);
    return new Membership(record, recordVersion, PaperId.of(representative), members, epoch);
  }
}
