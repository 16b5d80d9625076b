package org.paperwire.enrich.identity;

import java.util.Optional;

/// People have decided about two records, or take a decision back.
///
/// @param decision empty when there is none any more
public record Decided(Pair pair, Optional<Decision> decision) implements Matter {}
