package org.paperwire.query.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.paperwire.query.papers.Paper;

/// One change, as the feed tells it.
///
/// @param kind discovered, updated, merged, split or withdrawn
/// @param paperId that changed
/// @param revision of the paper after the change
/// @param fields that changed
/// @param at when the change was published
/// @param paper after the change, as `GET /v1/papers/{id}` answers it
/// @param into the paper that lives on, of a merge
/// @param absorbed papers that went into this one
/// @param epoch number of the identity step, of both sides of a merge
@Serdeable
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ChangeAnswer(
    String kind,
    String paperId,
    long revision,
    List<String> fields,
    Instant at,
    Paper paper,
    Optional<String> into,
    Optional<List<String>> absorbed,
    Optional<Long> epoch) {

  ChangeAnswer {
    fields = List.copyOf(fields);
    absorbed = absorbed.map(List::copyOf);
  }
}
