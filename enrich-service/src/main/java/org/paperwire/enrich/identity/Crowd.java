package org.paperwire.enrich.identity;

/// How many records hang together around a record, and what therefore still counts. Likeness that
/// chains more records than [Identity#COMPONENT_MAX] together says nothing, and neither does an
/// identifier that so many share.
public enum Crowd {
  /// All links count.
  NONE,
  /// Only common identifiers count, and what people said.
  OF_LIKENESS,
  /// Nothing counts: the record stays alone.
  OF_IDENTIFIERS;

  /// The next worse.
  Crowd worse() {
    return this == NONE ? OF_LIKENESS : OF_IDENTIFIERS;
  }
}
