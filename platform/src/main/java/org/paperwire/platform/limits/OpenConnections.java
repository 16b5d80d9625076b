package org.paperwire.platform.limits;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/// Which connections are open, and who has to go when there are too many.
///
/// ```
///          ┌──────── a request ───────┐
///  open ─▶ idle                      busy ─▶ left
///          └◀─ the last one answered ─┘
/// ```
///
/// A connection costs memory and a file of the process, also when nothing ever comes over it. Of
/// one caller there are so many and no more: a further one is turned away. When there are as many
/// as there may be, the one makes room that has been idle the longest, so that whoever takes all
/// places and asks for nothing loses them to those who ask; a request that has begun loses its
/// connection to nobody. When all are busy, the new one is turned away.
///
/// @param <C> a connection
public final class OpenConnections<C> {

  /// What becomes of a new connection.
  public sealed interface Outcome<C> {

    /// It stays.
    record Admitted<C>() implements Outcome<C> {}

    /// It stays, and another one has to be closed for it.
    record InPlaceOf<C>(C idle) implements Outcome<C> {}

    /// Its caller has as many as one may have.
    record OneOfTooMany<C>() implements Outcome<C> {}

    /// There are as many as there may be, and a request is under way on each.
    record AllBusy<C>() implements Outcome<C> {}
  }

  private final int max;
  private final OptionalInt perCallerMax;

  // Guarded by this: connections live on several threads.
  private final Map<C, Optional<Caller>> open = new HashMap<>();
  private final Map<Caller, Integer> perCaller = new HashMap<>();

  /// The one that has been idle the longest comes first.
  private final SequencedMap<C, Boolean> idle = new LinkedHashMap<>();

  /// @param max of all
  /// @param perCallerMax of one caller; without it, callers are not counted
  public OpenConnections(int max, OptionalInt perCallerMax) {
    this.max = max;
    this.perCallerMax = perCallerMax;
  }

  /// A connection is opened.
  ///
  /// @param address of a caller, or none where it stands for many
  public synchronized Outcome<C> opened(C connection, Optional<InetAddress> address) {
    Optional<Caller> caller = perCallerMax.isEmpty() ? Optional.empty() : address.map(Caller::at);
    if (caller.isPresent() && perCaller.getOrDefault(caller.get(), 0) >= perCallerMax.getAsInt()) {
      return new Outcome.OneOfTooMany<>();
    }
    Outcome<C> outcome = new Outcome.Admitted<>();
    if (open.size() >= max) {
      if (idle.isEmpty()) {
        return new Outcome.AllBusy<>();
      }
      C longest = idle.firstEntry().getKey();
      left(longest);
      outcome = new Outcome.InPlaceOf<>(longest);
    }
    open.put(connection, caller);
    caller.ifPresent(one -> perCaller.merge(one, 1, Integer::sum));
    idle.putLast(connection, true);
    return outcome;
  }

  /// A request has begun.
  public synchronized void busy(C connection) {
    idle.remove(connection);
  }

  /// All requests are answered.
  public synchronized void idle(C connection) {
    if (open.containsKey(connection)) {
      idle.putLast(connection, true);
    }
  }

  /// A connection is closed, or is going to be; said twice, it counts once.
  public synchronized void left(C connection) {
    idle.remove(connection);
    Optional<Caller> caller = open.remove(connection);
    if (caller != null) {
      caller.ifPresent(
          one ->
              perCaller.compute(one, (_, count) -> count == null || count == 1 ? null : count - 1));
    }
  }

  /// How many are open.
  public synchronized int count() {
    return open.size();
  }
}
