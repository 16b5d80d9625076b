package org.paperwire.query.feed;

import java.time.Instant;
import java.util.function.Supplier;
import org.paperwire.query.search.SinglePaper;
import org.paperwire.query.search.StandingQuery;

/// A change as it stands in memory: where it is in the topic, what filters look at, and its bytes,
/// made once and written to every reader as they are. Nobody may change the bytes.
final class Change {

  private final int partition;
  private final long offset;
  private final Instant at;
  private final StandingQuery.Facets facets;
  private final Supplier<SinglePaper> paper;
  private final byte[] event;
  private final int jsonAt;

  /// @param facets tags and sources of the paper
  /// @param paper for filters with a text; made when asked for, and not kept
  /// @param event the event without its id, with the blank line that ends it
  /// @param jsonAt where the JSON begins in `event`
  Change(
      int partition,
      long offset,
      Instant at,
      StandingQuery.Facets facets,
      Supplier<SinglePaper> paper,
      byte[] event,
      int jsonAt) {
    this.partition = partition;
    this.offset = offset;
    this.at = at;
    this.facets = facets;
    this.paper = paper;
    this.event = event;
    this.jsonAt = jsonAt;
  }

  int partition() {
    return partition;
  }

  long offset() {
    return offset;
  }

  Instant at() {
    return at;
  }

  StandingQuery.Facets facets() {
    return facets;
  }

  Supplier<SinglePaper> paper() {
    return paper;
  }

  byte[] event() {
    return event;
  }

  int jsonAt() {
    return jsonAt;
  }

  /// How many bytes the JSON has: what lies between its beginning and the end of the event.
  int jsonLength() {
    return event.length - jsonAt - ChangeForm.END_OF_EVENT.length();
  }
}
