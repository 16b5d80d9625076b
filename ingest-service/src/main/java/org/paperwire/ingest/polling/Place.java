package org.paperwire.ingest.polling;

import java.time.LocalDate;
import java.util.Optional;

/// Where a poller is in the lists that it reads.
///
/// @param day the list of this day, and all before it, are taken
/// @param pendingDay the day whose list is under way, or was read and is not over; what `day`
///   becomes at its end
/// @param next where the list under way goes on: a page, or a resumption token
public record Place(
    Optional<LocalDate> day, Optional<LocalDate> pendingDay, Optional<String> next) {

  /// Before anything.
  public static final Place START = new Place(Optional.empty(), Optional.empty(), Optional.empty());

  static Place after(LocalDate day) {
    return new Place(Optional.of(day), Optional.empty(), Optional.empty());
  }

  /// Within a list.
  Place goesOn(LocalDate pending, String next) {
    return new Place(day, Optional.of(pending), Optional.of(next));
  }

  /// At the end of the list of a day that is not over: there will be more of it.
  Place listed(LocalDate pending) {
    return new Place(day, Optional.of(pending), Optional.empty());
  }

  /// At no list, with the days that are taken.
  Place betweenLists() {
    return new Place(day, Optional.empty(), Optional.empty());
  }

  boolean isWithinList() {
    return next.isPresent();
  }

  /// A day that has not begun was written by a clock that went wrong.
  Place notAfter(LocalDate latest) {
    return new Place(
        day.map(d -> d.isAfter(latest) ? latest : d),
        pendingDay.map(d -> d.isAfter(latest) ? latest : d),
        next);
  }
}
