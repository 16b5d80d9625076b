package org.paperwire.standalone.archive;

/// An archive cannot be written or read, for a reason that a person can do something about.
public final class ArchiveException extends Exception {

  private static final long serialVersionUID = 1L;

  ArchiveException(String reason) {
    super(reason);
  }

  ArchiveException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
