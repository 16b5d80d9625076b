package org.paperwire.cli.identity;

/// Takes in one thing after the other.
///
/// @param <T> what
/// @param <E> what may go wrong with it
@FunctionalInterface
public interface Reader<T, E extends Exception> {
  void read(T one) throws E;
}
