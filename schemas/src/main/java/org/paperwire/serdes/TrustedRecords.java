package org.paperwire.serdes;

import org.apache.avro.util.ClassSecurityValidator;

/// Avro 1.12.2 makes records only of classes that somebody vouches for. We vouch for our generated
/// ones.
final class TrustedRecords {

  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.DEFAULT,
            type -> type.getPackageName().startsWith("org.paperwire.")));
  }

  private TrustedRecords() {}

  /// Must have returned before the first record is read.
  static void vouch() {}
}
