package org.paperwire.enrich.records;

import java.util.Optional;

/// A record with the number of times it has changed.
///
/// @param version from 1; 0 is a record that nobody has spoken of
/// @param record what is known
public record Versioned(long version, WorkRecord record) {

  /// A record that nobody has spoken of.
  public static final Versioned UNKNOWN = new Versioned(0, WorkRecord.EMPTY);

  /// How much a record may hold, in characters. The changelog and the messages that carry a record
  /// are limited in bytes, at up to three a character.
  public static final int LENGTH_MAX = 250_000;

  /// The record after something was heard; empty when that changes nothing.
  ///
  /// @throws Unprocessable when it would be more than a record may hold. That cannot be a join as
  ///   well (a cut by size depends on what was there when), so it is told, not done in silence.
  public Optional<Versioned> with(WorkRecord added, WorkRecord.Joining joining) {
    WorkRecord joined = joining.join(record, added);
    if (joined.equals(record)) {
      return Optional.empty();
    }
    if (joined.length() > LENGTH_MAX) {
      throw new Unprocessable(
          "record-too-large",
          "the record would hold %d characters, at most %d are kept"
              .formatted(joined.length(), LENGTH_MAX));
    }
    return Optional.of(new Versioned(version + 1, joined));
  }
}
