package org.paperwire.query.feed;

import io.micronaut.serde.ObjectMapper;
import java.time.Instant;
import java.util.List;
import org.paperwire.avro.ChangeKind;
import org.paperwire.avro.PaperChange;
import org.paperwire.query.PaperBuilder;
import org.paperwire.query.search.Standing;

/// Changes as a person would speak of them: `discovered(paper("arxiv:2409.02877"))`.
final class Changes {

  static final FeedIdentity FEED = new FeedIdentity("g1", "topic");
  static final ChangeForm FORM = new ChangeForm(ObjectMapper.getDefault(), Standing::alone);

  private Changes() {}

  static PaperChange discovered(PaperBuilder paper) {
    return change(ChangeKind.DISCOVERED, paper, 1, List.of("title"));
  }

  static PaperChange updated(PaperBuilder paper, long revision) {
    return change(ChangeKind.UPDATED, paper, revision, List.of("comments"));
  }

  static PaperChange change(
      ChangeKind kind, PaperBuilder paper, long revision, List<String> fields) {
    return PaperChange.newBuilder()
        .setPaperId(paper.id())
        .setKind(kind)
        .setRevision(revision)
        .setFields(fields)
        .setPaper(paper.revision(revision).build())
        .build();
  }

  /// A change at a place of the topic.
  static Change at(int partition, long offset, PaperChange change) {
    return FORM.change(partition, offset, Instant.EPOCH, change);
  }

  static FeedCursor place(Long... offsets) {
    return new FeedCursor(FEED, List.of(offsets));
  }
}
