package org.paperwire.enrich.attaching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.attaching.Standing.State;
import org.paperwire.enrich.identity.Cluster;
import org.paperwire.enrich.identity.Membership;
import org.paperwire.enrich.records.Versioned;
import org.paperwire.enrich.records.Versions;
import org.paperwire.enrich.records.WorkRecord;

class StandingTest {

  private static final RecordKey PREPRINT = new RecordKey("arxiv:2401.00001");
  private static final RecordKey ARTICLE = new RecordKey("doi:10.1/owls");
  private static final PaperId OWLS = PaperId.of(PREPRINT);
  private static final PaperId OTHER = PaperId.of(ARTICLE);
  private static final Versioned CONTENT = new Versioned(3, WorkRecord.EMPTY);

  private static Cluster cluster(RecordKey... members) {
    return new Cluster(List.of(members), List.of(), List.of());
  }

  private static Attachment joined(RecordKey record, long epoch, RecordKey... members) {
    return new Attachment.Joined(OWLS, record, epoch, cluster(members), CONTENT, Optional.empty());
  }

  @Test
  void aPaperIsWholeOnlyWhenEveryMemberHasBeenHeard() {
    Standing standing = Standing.UNKNOWN.after(joined(PREPRINT, 1, PREPRINT, ARTICLE));

    assertThat(standing.state(Set.of(PREPRINT)::contains)).isEqualTo(new State.Waiting());
    assertThat(standing.state(Set.of(PREPRINT, ARTICLE)::contains)).isEqualTo(new State.Whole());
  }

  @Test
  void membersOfAnEarlierStepDoNotComeBack() {
    Standing standing =
        Standing.UNKNOWN
            .after(joined(ARTICLE, 2, PREPRINT, ARTICLE))
            .after(joined(PREPRINT, 1, PREPRINT));

    assertThat(standing.members()).containsExactly(PREPRINT, ARTICLE);
    assertThat(standing.epoch()).isEqualTo(2);
  }

  @Test
  void anIdFollowsTheRecordItWasNamedAfter() {
    Standing standing =
        Standing.UNKNOWN
            .after(joined(PREPRINT, 1, PREPRINT, ARTICLE))
            .after(new Attachment.Left(OWLS, ARTICLE, 2, PaperId.of(ARTICLE)))
            .after(new Attachment.Left(OWLS, PREPRINT, 3, OTHER));

    assertThat(standing.state(Set.of(ARTICLE)::contains)).isEqualTo(new State.Waiting());
    assertThat(standing.state(_ -> false)).isEqualTo(new State.Absorbed(OTHER, 3));
  }

  @Test
  void aPaperWhoseRecordHasComeBackIsNoLongerElsewhere() {
    Standing standing =
        Standing.UNKNOWN
            .after(joined(PREPRINT, 1, PREPRINT))
            .after(new Attachment.Left(OWLS, PREPRINT, 2, OTHER))
            .after(joined(PREPRINT, 3, PREPRINT));

    assertThat(standing.departure()).isEmpty();
    assertThat(standing.state(_ -> true)).isEqualTo(new State.Whole());
  }

  @Test
  void aRecordIsAttachedAsItWasWhenIdentityWasTold() {
    Membership answer = new Membership(PREPRINT, 3, cluster(PREPRINT), 1);
    Versions since = new Versions(new Versioned(4, WorkRecord.EMPTY), List.of(CONTENT));

    assertThat(Attaching.on(answer, since, Optional.empty()))
        .containsExactly(
            new Attachment.Joined(OWLS, PREPRINT, 1, cluster(PREPRINT), CONTENT, Optional.empty()));
  }

  @Test
  void aRecordThatChangesItsPaperTellsBoth() {
    Membership answer =
        new Membership(ARTICLE, Membership.AS_ANSWERED, cluster(PREPRINT, ARTICLE), 1);
    Versions content = new Versions(CONTENT, List.of());

    assertThat(Attaching.on(answer, content, Optional.of(OTHER)))
        .containsExactly(
            new Attachment.Left(OTHER, ARTICLE, 1, OWLS),
            new Attachment.Joined(
                OWLS, ARTICLE, 1, cluster(PREPRINT, ARTICLE), CONTENT, Optional.of(OTHER)));
    assertThat(Attaching.on(answer, content, Optional.of(OWLS))).hasSize(1);
  }
}
