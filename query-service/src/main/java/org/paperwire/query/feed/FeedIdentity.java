package org.paperwire.query.feed;

import org.paperwire.avro.PaperChange;
import org.paperwire.topics.EnrichmentGeneration;
import org.paperwire.topics.Topic;
import org.paperwire.topics.Topics;

/// Which feed an offset is of. Another generation of the enrichment, or a topic that was made anew,
/// has other changes at the same offsets.
///
/// @param generation of the enrichment that writes the changes
/// @param topic id that the broker gave the topic when it was made
record FeedIdentity(String generation, String topic) {

  /// The topic that the offsets are of.
  Topic<PaperChange> changes() {
    return EnrichmentGeneration.parse(generation)
        .orElse(EnrichmentGeneration.FIRST)
        .topic(Topics.CHANGES);
  }

  /// Whether another generation has taken the place of that one.
  boolean isOfAnotherGeneration(FeedIdentity other) {
    return !generation.equals(other.generation);
  }
}
