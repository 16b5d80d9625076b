package org.paperwire.ingest;

/// What became of one card, line or element: every one of them becomes exactly one item.
public sealed interface Item permits Seen, Reject {

  /// Which card, line or element it was, from 1.
  int at();

  /// The same at another place.
  Item at(int place);
}
