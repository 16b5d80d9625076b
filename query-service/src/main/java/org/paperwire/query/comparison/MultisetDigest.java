package org.paperwire.query.comparison;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A digest of rows that does not depend on their order: how many they are, and the sum of their
/// SHA-256 modulo 2^256. Unlike an exclusive or, a sum notices a row that is there twice.
///
/// That is the additive multiset hash of Clarke, Devadas, van Dijk, Gassend and Suh (*Incremental
/// Multiset Hash Functions and Their Application to Memory Integrity Checking*, ASIACRYPT 2003)
/// without its key: two different sets meet by accident about once in 2^256 times. Somebody who
/// chooses the rows could make them meet (Wagner, *A Generalized Birthday Problem*, CRYPTO 2002);
/// it is proof against mistakes, not against forgers.
///
/// Anybody can make it from an export, whose lines are the rows:
///
/// ```python
/// s = sum(int.from_bytes(sha256(line.rstrip(b"\n")).digest(), "big") for line in open("papers.ndjson", "rb"))
/// "%d-%064x" % (lines, s % 2**256)
/// ```
public final class MultisetDigest {

  private static final int BITS = 256;
  private static final int PENDING_MAX = 4_096;

  private final MessageDigest sha256;
  private BigInteger sum = BigInteger.ZERO;
  private long count;
  private int pending;

  public MultisetDigest() {
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// Takes in a row.
  public void add(byte[] row) {
    sum = sum.add(new BigInteger(1, sha256.digest(row)));
    count++;
    if (++pending == PENDING_MAX) {
      reduce();
    }
  }

  private void reduce() {
    sum = sum.mod(BigInteger.ONE.shiftLeft(BITS));
    pending = 0;
  }

  /// Rows taken in.
  public long count() {
    return count;
  }

  /// `COUNT-HEX`: how many rows in decimal, and the sum as 64 hexadecimal digits.
  public String text() {
    reduce();
    return "%d-%064x".formatted(count, sum);
  }
}
