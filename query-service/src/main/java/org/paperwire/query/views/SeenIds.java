package org.paperwire.query.views;

import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/// Which ids may stand in an index already, so that what is new need not be looked for in every
/// segment: a Bloom filter (Bloom, "Space/time trade-offs in hash coding with allowable errors",
/// CACM 1970). Of a million ids it takes 2 in 1,000 of the new ones for known, of ten million two
/// thirds; a known one for new it never takes.
///
/// Several threads may ask at once, each about other ids.
final class SeenIds {

  /// 2 MB.
  private static final int BITS = 1 << 24;

  private static final int PROBES = 4;

  private final AtomicLongArray words = new AtomicLongArray(BITS / Long.SIZE);

  /// Whether an id is surely new. From now on it is not.
  boolean isNew(String id) {
    long[] hash = StringHelper.murmurhash3_x64_128(new BytesRef(id));
    boolean isNew = false;
    for (int probe = 0; probe < PROBES; probe++) {
      int bit = (int) (hash[0] + probe * hash[1]) & BITS - 1;
      isNew |= set(bit);
    }
    return isNew;
  }

  /// Sets a bit; true when it was not set.
  private boolean set(int bit) {
    long mask = 1L << bit;
    return (words.getAndAccumulate(bit / Long.SIZE, mask, (had, more) -> had | more) & mask) == 0;
  }
}
