package org.paperwire.ingest;

import java.util.Optional;

/// An organisation that a source credits.
///
/// @param name as it is displayed
/// @param handle its short name at the source
public record Organisation(String name, Optional<String> handle) {}
