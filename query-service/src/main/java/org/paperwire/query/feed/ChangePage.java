package org.paperwire.query.feed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.paperwire.platform.Position;

/// A page of changes.
///
/// @param items whose JSON is written as it is
/// @param next the cursor behind them
/// @param more whether more was there already
/// @param position what a reader has seen who has followed the pages until there was no more
record ChangePage(List<Change> items, FeedCursor next, boolean more, Position position) {

  /// A page looks at no more changes than this, however few pass its filter.
  static final int LOOKED_AT_MAX = 2_000;

  /// A page is full with so many bytes, however few changes they are.
  static final int BYTES_MAX = 4 << 20;

  /// Taken from memory at once.
  static final int STEPS_AT_ONCE = 256;

  ChangePage {
    items = List.copyOf(items);
  }

  /// The page as JSON.
  byte[] json() {
    var out = new ByteArrayOutputStream();
    out.writeBytes("{\"items\":[".getBytes(StandardCharsets.UTF_8));
    boolean first = true;
    for (Change change : items) {
      if (!first) {
        out.write(',');
      }
      first = false;
      out.write(change.event(), change.jsonAt(), change.jsonLength());
    }
    // Tokens are base64url and need no escaping.
    out.writeBytes(
        "],\"next\":\"%s\",\"more\":%s,\"position\":\"%s\"}"
            .formatted(next.token(), more, position.token())
            .getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  /// A page being filled.
  static final class Builder {

    private final Optional<Filter> filter;
    private final int limit;
    private final List<Change> items = new ArrayList<>();
    private FeedCursor next;
    private int lookedAt;
    private long bytes;

    Builder(FeedCursor start, Optional<Filter> filter, int limit) {
      this.next = start;
      this.filter = filter;
      this.limit = limit;
    }

    boolean isFull() {
      return items.size() >= limit || lookedAt >= LOOKED_AT_MAX || bytes >= BYTES_MAX;
    }

    FeedCursor next() {
      return next;
    }

    /// Takes of a stretch what there is room for.
    void add(Stretch stretch) {
      for (Step step : stretch.steps()) {
        if (isFull()) {
          return;
        }
        lookedAt++;
        next = step.after();
        if (filter.isEmpty() || filter.get().passes(step.change())) {
          items.add(step.change());
          bytes += step.change().jsonLength();
        }
      }
      next = stretch.end();
    }

    ChangePage built(boolean more, Position position) {
      return new ChangePage(items, next, more, position);
    }
  }
}
