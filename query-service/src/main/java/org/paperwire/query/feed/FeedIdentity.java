package org.paperwire.query.feed;

/// Which feed an offset is of. Another generation of the enrichment, or a topic that was made anew,
/// has other changes at the same offsets.
///
/// @param generation of the enrichment that writes the changes
/// @param topic id that the broker gave the topic when it was made
record FeedIdentity(String generation, String topic) {}
