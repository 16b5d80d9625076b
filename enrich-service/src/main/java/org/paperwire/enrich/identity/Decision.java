package org.paperwire.enrich.identity;

import java.util.Optional;

/// What people decided about two records.
///
/// @param isSame whether they are one paper, or are kept apart whatever else speaks for it
/// @param by who decided
/// @param why in their words
public record Decision(boolean isSame, String by, Optional<String> why) {}
