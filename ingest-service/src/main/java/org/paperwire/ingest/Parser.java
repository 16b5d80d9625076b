package org.paperwire.ingest;

/// What read a sighting.
///
/// @param version rises when the parser reads the same bytes differently
public record Parser(String name, int version) {}
