package org.paperwire.enrich.identity;

import java.util.Optional;
import java.util.SortedSet;
import org.paperwire.enrich.matching.BlockKey;
import org.paperwire.enrich.matching.Features;
import org.paperwire.enrich.matching.Verdict;

/// What identity asks about records. Functions of their features alone.
public interface Matching {

  /// The blocks in which a record meets those it is compared with.
  SortedSet<BlockKey> blocks(Features record);

  /// Its place in the order inside a block; unique, because the record key is the last of it.
  String place(Features record, BlockKey block);

  /// Whether two records are one paper; symmetric.
  Verdict compare(Features a, Features b);

  /// What keeps two records apart however alike they are.
  Optional<String> keepsApart(Features a, Features b);

  /// How Paperwire matches. For one thread.
  static Matching standard() {
    return new StandardMatching();
  }
}
