package org.paperwire.ingest.polling;

import java.util.Optional;

/// What an answer was marked with, to ask later whether it is still the same.
public record Validators(Optional<String> etag, Optional<String> lastModified) {

  public static final Validators NONE = new Validators(Optional.empty(), Optional.empty());
}
