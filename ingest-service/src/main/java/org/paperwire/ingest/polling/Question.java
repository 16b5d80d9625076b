package org.paperwire.ingest.polling;

import java.net.URI;

/// What to ask.
///
/// @param conditional whether "the same as last time" is an answer
public record Question(URI address, boolean conditional) {}
