package org.paperwire.ingest.polling;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// What became of one batch, told once everything of it is acknowledged.
///
/// @param source who speaks; `unknown` where several do, or nothing says so
/// @param format of what came
/// @param door `poll`, `captures` or `papers`
/// @param expected how many things are in it, by a count that does not ask the parser
/// @param received how many the parser found
/// @param news how many of them said something that the list before had not said; empty where
///   nobody remembers a list before
/// @param repeated how many said what the list before had said
/// @param rejected how many are dead letters
public record Receipt(
    String batchId,
    String source,
    Optional<String> format,
    String door,
    Optional<String> poller,
    Optional<String> name,
    Instant receivedAt,
    Optional<Long> expected,
    long received,
    Optional<Long> news,
    Optional<Long> repeated,
    long rejected,
    Optional<State> state,
    Optional<LocalDate> day) {}
