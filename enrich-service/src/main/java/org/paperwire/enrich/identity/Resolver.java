package org.paperwire.enrich.identity;

import java.util.List;

/// Decides which records are one paper. Called with one change at a time, in one order; a pure
/// function of the change and of what was answered before.
public interface Resolver {

  /// The answers that follow from a change: always one for the record that changed, with its new
  /// version, and one for every other record whose paper, members or epoch are now different.
  List<Membership> on(RecordChanged changed, Memberships before);
}
