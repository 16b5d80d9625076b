package org.paperwire.ingest.deadletters;

import java.time.Instant;
import java.util.Optional;
import org.paperwire.ingest.Bytes;

/// What could not be parsed or processed.
///
/// @param letterId the same for the same failure
/// @param stage where it failed: [#INGEST], or a step of a topology
/// @param source who sent it
/// @param reason the word for it
/// @param detail one sentence for a person
/// @param exception its class and message, where one was thrown
/// @param receivedAt when it failed
public record Letter(
    String letterId,
    String stage,
    String source,
    String reason,
    String detail,
    Thing thing,
    Request request,
    Optional<Place> place,
    Optional<String> exception,
    Instant receivedAt) {

  /// The stage of what failed on its way in.
  public static final String INGEST = "ingest";

  /// The thing itself.
  ///
  /// @param bytes what the letter has of it
  /// @param length of the whole
  /// @param keptLength of what is kept, in the letter or in the file
  /// @param sha256 of what is kept
  /// @param file that has what is kept, where the letter does not
  public record Thing(
      Bytes bytes,
      Optional<String> contentType,
      long length,
      long keptLength,
      String sha256,
      Optional<String> file) {

    /// Whether all of it is kept, here or in the file.
    public boolean isWhole() {
      return keptLength == length;
    }
  }

  /// The request that brought it.
  ///
  /// @param door the way it came in
  /// @param source that the request named
  /// @param at its place in what the request brought: a card, line or element
  public record Request(
      Optional<String> batchId,
      Optional<String> door,
      Optional<String> source,
      Optional<Instant> capturedAt,
      Optional<String> name,
      Optional<String> url,
      Optional<String> at) {}

  /// Where on the log a step read it.
  public record Place(String topic, int partition, long offset, Optional<String> key) {}
}
