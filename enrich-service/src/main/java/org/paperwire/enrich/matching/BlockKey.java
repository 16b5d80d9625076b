package org.paperwire.enrich.matching;

/// The name of a block: what records have in common that are to be compared, as `kind:value`, at
/// most 64 characters.
public record BlockKey(String value) implements Comparable<BlockKey> {

  static final int LENGTH_MAX = 64;

  public BlockKey {
    if (value.indexOf(':') < 1 || value.length() > LENGTH_MAX) {
      throw new IllegalArgumentException("a block key is kind:value, not " + value);
    }
  }

  @Override
  public int compareTo(BlockKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
