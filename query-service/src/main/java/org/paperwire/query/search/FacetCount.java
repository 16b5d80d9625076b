package org.paperwire.query.search;

import io.micronaut.serde.annotation.Serdeable;

/// How many of the papers found have a value.
@Serdeable
public record FacetCount(String value, int count) {}
