package org.paperwire.enrich.records;

import java.util.Optional;

/// One author as a source writes the name.
///
/// @param name display name
/// @param affiliation as the source writes it
public record Author(String name, Optional<String> affiliation) {}
