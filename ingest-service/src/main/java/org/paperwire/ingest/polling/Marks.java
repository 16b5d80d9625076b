package org.paperwire.ingest.polling;

import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Set;
import org.paperwire.bibliography.Fingerprint;
import org.paperwire.ingest.Reject;
import org.paperwire.ingest.Sighting;
import org.paperwire.ingest.SignalSeen;

/// What a list said, as 8 bytes of a hash for each sighting, signal and reject: enough to tell what
/// the next one says anew. Of 10,000 things, one in 10^10 lists has two that share their mark.
///
/// They are those of one list, not of all time: a count that went from 3 to 4 and back to 3 is news
/// twice.
public final class Marks {

  /// No list.
  public static final Marks NONE = new Marks(Set.of());

  /// What a cursor may hold; beyond it nothing is remembered, and is published again when it comes
  /// again, which changes nothing.
  static final int MAX = 40_000;

  private final Set<Long> marks;

  private Marks(Set<Long> marks) {
    this.marks = marks;
  }

  /// Reads what [#bytes] wrote.
  public static Marks of(ByteBuffer bytes) {
    var marks = new LinkedHashSet<Long>();
    ByteBuffer from = bytes.duplicate();
    while (from.remaining() >= Long.BYTES) {
      marks.add(from.getLong());
    }
    return new Marks(marks);
  }

  public ByteBuffer bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(marks.size() * Long.BYTES);
    marks.forEach(bytes::putLong);
    return bytes.flip();
  }

  static long of(Sighting sighting) {
    return mark(new Fingerprint().with("sighting").with(sighting.sightingId()));
  }

  static long of(Sighting sighting, SignalSeen signal) {
    return mark(
        new Fingerprint()
            .with("signal")
            .with(sighting.recordKey().value())
            .with(sighting.origin().source().value())
            .with(signal.kind())
            .with(Long.toString(signal.count())));
  }

  static long of(Reject reject) {
    return mark(
        new Fingerprint()
            .with("reject")
            .with(reject.reason().slug())
            .with(reject.raw().bytes().toArray()));
  }

  /// 12 characters of base32 are 60 bits.
  private static long mark(Fingerprint fingerprint) {
    long mark = 0;
    for (char character : fingerprint.base32(12).toCharArray()) {
      mark = mark * 32 + (character >= 'a' ? character - 'a' : character - '2' + 26);
    }
    return mark;
  }

  boolean has(long mark) {
    return marks.contains(mark);
  }

  Marks with(Set<Long> more) {
    var all = new LinkedHashSet<>(marks);
    more.stream().limit(Math.max(0, MAX - all.size())).forEach(all::add);
    return new Marks(all);
  }

  int size() {
    return marks.size();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Marks that && that.marks.equals(marks);
  }

  @Override
  public int hashCode() {
    return marks.hashCode();
  }

  @Override
  public String toString() {
    return marks.size() + " marks";
  }
}
