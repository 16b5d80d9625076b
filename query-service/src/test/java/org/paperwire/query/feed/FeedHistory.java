package org.paperwire.query.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// What a reader saw, judged: per paper, revisions are to be 1, 2, 3, …, each once.
record FeedHistory(List<FeedClient.Event> events) {

  FeedHistory {
    events = List.copyOf(events);
  }

  private Map<String, List<Long>> revisions() {
    var revisions = new HashMap<String, List<Long>>();
    events.forEach(
        event ->
            revisions
                .computeIfAbsent(event.paperId(), _ -> new ArrayList<>())
                .add(event.revision()));
    return revisions;
  }

  /// Papers whose revisions are not that.
  List<String> faults() {
    var faults = new ArrayList<String>();
    revisions()
        .forEach(
            (paper, seen) -> {
              List<Long> whole = LongStream.rangeClosed(1, seen.size()).boxed().toList();
              if (!seen.equals(whole)) {
                faults.add(paper + " " + seen);
              }
            });
    return faults;
  }
}
