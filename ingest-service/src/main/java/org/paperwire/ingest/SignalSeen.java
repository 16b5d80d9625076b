package org.paperwire.ingest;

/// A source's absolute count of something beside a sighting.
///
/// @param kind `comment`, `upvote`, …
public record SignalSeen(String kind, long count) {

  /// The kind of signal that counts comments.
  public static final String COMMENT = "comment";

  /// The kind of signal that counts those who find it worth reading.
  public static final String UPVOTE = "upvote";

  public SignalSeen {
    if (count < 0) {
      throw new IllegalArgumentException("a count is not negative: " + count);
    }
  }
}
