package org.paperwire.query.feed;

import java.nio.charset.StandardCharsets;

/// A change and the place just after it: what a reader is given next.
final class Step {

  private final Change change;
  private final FeedCursor after;
  private final byte[] id;

  Step(Change change, FeedCursor after) {
    this.change = change;
    this.after = after;
    this.id = idLine(after);
  }

  /// The line that moves a reader's last event id.
  static byte[] idLine(FeedCursor cursor) {
    return ("id: " + cursor.token() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  Change change() {
    return change;
  }

  FeedCursor after() {
    return after;
  }

  /// The `id:` line; with the change's event behind it, it is what a stream carries.
  byte[] id() {
    return id;
  }

  int bytes() {
    return id.length + change.event().length;
  }

  /// This step for a reader that is at `cursor`, which may be further on other partitions.
  Step from(FeedCursor cursor) {
    return after.covers(cursor) ? this : new Step(change, after.max(cursor));
  }
}
