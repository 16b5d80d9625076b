package org.paperwire.enrich.identity;

import java.util.List;

/// Every record is a paper of its own.
public final class Alone implements Resolver {

  private static final long ONLY_EPOCH = 0;

  @Override
  public List<Membership> on(RecordChanged changed, Memberships before) {
    return List.of(
        Membership.of(changed.record(), changed.version(), List.of(changed.record()), ONLY_EPOCH));
  }
}
