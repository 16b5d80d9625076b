package org.paperwire.enrich.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.PaperFixture;
import org.paperwire.enrich.merging.Paper;

class ChangeTest {

  private static final Paper OWLS = PaperFixture.everythingSet();
  private static final PaperId OTHER = PaperId.of(new RecordKey("doi:10.1/other"));

  @Test
  void whatWasNeverPublishedIsDiscoveredWithAllItsFields() {
    Change change = Change.between(Optional.empty(), OWLS, List.of(), 0).orElseThrow();

    assertThat(change.kind()).isEqualTo(Change.Kind.DISCOVERED);
    assertThat(change.now()).isEqualTo(new Edition(1, OWLS));
    assertThat(change.fields())
        .isSorted()
        .containsExactlyInAnyOrderElementsOf(OWLS.fields().keySet());
    assertThat(change.epoch()).isEmpty();
  }

  @Test
  void whatIsTheSameIsNoChangeWhateverItsRevision() {
    assertThat(Change.between(Optional.of(new Edition(41, OWLS)), OWLS, List.of(), 0)).isEmpty();
  }

  @Test
  void anUpdateNamesTheFieldsThatChangedAndIsTheNextRevision() {
    Paper untagged = OWLS.tagged(List.of());

    Change change =
        Change.between(Optional.of(new Edition(41, OWLS)), untagged, List.of(), 0).orElseThrow();

    assertThat(change.kind()).isEqualTo(Change.Kind.UPDATED);
    assertThat(change.fields()).containsExactly("tags");
    assertThat(change.now().revision()).isEqualTo(42);
  }

  @Test
  void anAbsorbedIdSaysIntoWhichAndInWhichStep() {
    Change change =
        Change.between(
                Optional.of(new Edition(1, PaperFixture.standing())),
                PaperFixture.standing().absorbedBy(OTHER),
                List.of(),
                7)
            .orElseThrow();

    assertThat(change.kind()).isEqualTo(Change.Kind.MERGED);
    assertThat(change.fields()).containsExactly("mergedInto");
    assertThat(change.into()).contains(OTHER);
    assertThat(change.epoch()).contains(7L);
  }

  @Test
  void anIdThatStandsByItselfAgainWasSplit() {
    Paper absorbed = PaperFixture.standing().absorbedBy(OTHER);

    Change change =
        Change.between(Optional.of(new Edition(2, absorbed)), PaperFixture.standing(), List.of(), 8)
            .orElseThrow();

    assertThat(change.kind()).isEqualTo(Change.Kind.SPLIT);
    assertThat(change.epoch()).contains(8L);
  }
}
