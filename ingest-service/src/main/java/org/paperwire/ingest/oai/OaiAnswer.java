package org.paperwire.ingest.oai;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.paperwire.ingest.Parsed;

/// One answer of an OAI-PMH server.
///
/// @param verb what was answered (`ListRecords`), as the answer's element says
/// @param responseDate when; a harvest that went through begins the next one there
/// @param parsed the records that are there, each a sighting or a reject
/// @param deleted the records that are not there any more
/// @param errors why there is nothing, where there is nothing
/// @param resumption how to go on; empty when this was the end of the list
public record OaiAnswer(
    Optional<String> verb,
    Optional<Instant> responseDate,
    Parsed parsed,
    List<Deleted> deleted,
    List<ProtocolError> errors,
    Optional<Resumption> resumption) {

  /// The error of a token that is expired or never was: the harvest has to begin again.
  public static final String BAD_RESUMPTION_TOKEN = "badResumptionToken";

  /// The error that is none: nothing changed in the time that was asked for.
  public static final String NO_RECORDS_MATCH = "noRecordsMatch";

  public OaiAnswer {
    deleted = List.copyOf(deleted);
    errors = List.copyOf(errors);
  }

  /// A record that was deleted.
  ///
  /// @param identifier such as `oai:arXiv.org:2409.02877`
  /// @param datestamp when, as it is written: a day or a time
  public record Deleted(String identifier, Optional<String> datestamp) {}

  /// What was wrong with a request.
  ///
  /// @param code one of the protocol's (`badResumptionToken`, `noRecordsMatch`, …)
  /// @param message for a person, may be empty
  public record ProtocolError(String code, String message) {}

  /// How to go on.
  ///
  /// @param token what to ask with
  /// @param cursor how many records came before this answer
  /// @param total how many there are; servers are often wrong about it
  /// @param expires when the token ends; many servers do not say
  public record Resumption(
      String token, OptionalLong cursor, OptionalLong total, Optional<Instant> expires) {}

  /// Whether it has this error.
  public boolean failedWith(String code) {
    return errors.stream().anyMatch(error -> error.code().equals(code));
  }

  /// Whether it is an answer that lists nothing because there is nothing.
  public boolean isQuiet() {
    return errors.isEmpty()
        ? parsed.items().isEmpty() && deleted.isEmpty()
        : errors.stream().allMatch(error -> error.code().equals(NO_RECORDS_MATCH));
  }
}
