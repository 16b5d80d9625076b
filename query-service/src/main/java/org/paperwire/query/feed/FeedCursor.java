package org.paperwire.query.feed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A place in the feed: for every partition of [Topics#CHANGES] the next offset to be given.
///
/// Two readers may get the changes of different partitions in different orders, so a place is one
/// number a partition and not one in all. Cursors of one feed form a lattice: [#covers] is its
/// order, [#max] its join.
///
/// The token, which is opaque to everyone outside, is base64url of
/// `1;generation;topic;offset.….offset`.
///
/// @param feed that the offsets are of
/// @param offsets by partition
record FeedCursor(FeedIdentity feed, List<Long> offsets) {

  private static final String FORM = "1";
  private static final int PARTS = 4;
  private static final int TOKEN_LENGTH_MAX = 4_096;
  private static final int PARTITIONS_MAX = 1_000;

  FeedCursor {
    offsets = List.copyOf(offsets);
  }

  /// Whether everything before `other` has been given here.
  boolean covers(FeedCursor other) {
    for (int partition = 0; partition < offsets.size(); partition++) {
      if (offsets.get(partition) < other.offsets.get(partition)) {
        return false;
      }
    }
    return true;
  }

  /// Whether this change has been given.
  boolean gave(int partition, long offset) {
    return offset < offsets.get(partition);
  }

  /// The place where both have been given.
  FeedCursor max(FeedCursor other) {
    if (covers(other)) {
      return this;
    }
    if (other.covers(this)) {
      return other;
    }
    var later = new ArrayList<Long>(offsets.size());
    for (int partition = 0; partition < offsets.size(); partition++) {
      later.add(Math.max(offsets.get(partition), other.offsets.get(partition)));
    }
    return new FeedCursor(feed, later);
  }

  /// The same with another offset for one partition.
  FeedCursor at(int partition, long offset) {
    var moved = new ArrayList<>(offsets);
    moved.set(partition, offset);
    return new FeedCursor(feed, moved);
  }

  String token() {
    String text =
        offsets.stream()
            .map(offset -> Long.toString(offset))
            .collect(
                Collectors.joining(
                    ".", String.join(";", FORM, feed.generation(), feed.topic()) + ";", ""));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Reads a token. Empty when it is none of ours; one of another feed is read all the same.
  static Optional<FeedCursor> parse(String token) {
    if (token.length() > TOKEN_LENGTH_MAX) {
      return Optional.empty();
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      String[] parts = text.split(";", -1);
      if (parts.length != PARTS || !parts[0].equals(FORM)) {
        return Optional.empty();
      }
      var offsets = new ArrayList<Long>();
      for (String offset : parts[3].split("\\.", PARTITIONS_MAX)) {
        offsets.add(Long.parseUnsignedLong(offset));
      }
      return offsets.stream().allMatch(offset -> offset >= 0)
          ? Optional.of(new FeedCursor(new FeedIdentity(parts[1], parts[2]), offsets))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
