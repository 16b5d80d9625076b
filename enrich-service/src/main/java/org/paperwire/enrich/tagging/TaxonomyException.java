package org.paperwire.enrich.tagging;

/// A file of rules that cannot be used. The message names the file, the line where there is one,
/// and what was expected there.
public final class TaxonomyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  TaxonomyException(String message) {
    super(message);
  }

  TaxonomyException(String message, Throwable cause) {
    super(message, cause);
  }
}
