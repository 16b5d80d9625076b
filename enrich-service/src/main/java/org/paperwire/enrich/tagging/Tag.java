package org.paperwire.enrich.tagging;

import java.util.List;
import java.util.Optional;

/// A tag with what gave it and why.
///
/// @param tag an arXiv category as it is, else lower case words with hyphens
/// @param label how a person writes it
/// @param origin the name of the rule set that gave it
/// @param rulesVersion which rules exactly: it changes whenever the rule set's file does
/// @param evidence the first places found, at most [#EVIDENCE_MAX], in reading order
public record Tag(
    String tag,
    Optional<String> label,
    String origin,
    String rulesVersion,
    List<Evidence> evidence) {

  /// How many places a tag names. The fifth mention convinces nobody whom four did not.
  public static final int EVIDENCE_MAX = 4;

  public Tag {
    evidence = evidence.stream().limit(EVIDENCE_MAX).toList();
  }
}
