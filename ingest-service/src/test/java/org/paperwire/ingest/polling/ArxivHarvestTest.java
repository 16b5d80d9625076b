package org.paperwire.ingest.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paperwire.ingest.polling.PollersToTest.answered;
import static org.paperwire.ingest.polling.PollersToTest.asked;
import static org.paperwire.ingest.polling.PollersToTest.day;
import static org.paperwire.ingest.polling.PollersToTest.error;
import static org.paperwire.ingest.polling.PollersToTest.harvest;
import static org.paperwire.ingest.polling.PollersToTest.listOf;
import static org.paperwire.ingest.polling.PollersToTest.page;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArxivHarvestTest {

  private static final Instant TUESDAY = Instant.parse("2026-11-17T08:00:00Z");
  private static final ArxivHarvest HARVEST = harvest("cs.CL");

  @ParameterizedTest
  @CsvSource({
    "cs.CL,       cs%3Acs%3ACL",
    "hep-th,      physics%3Ahep-th",
    "astro-ph.GA, physics%3Aastro-ph%3AGA",
    "q-bio.NC,    q-bio%3Aq-bio%3ANC",
  })
  void aCategoryIsASetOfItsGroup(String category, String set) {
    assertThat(asked(harvest(category).plan(Cursor.START, TUESDAY)))
        .isEqualTo(
            "https://oai.example/oai?verb=ListRecords&metadataPrefix=arXivRaw&set="
                + set
                + "&from=2026-11-15");
  }

  @Test
  void itGoesOnByTokensToTheEndAndBeginsNextTimeWhereItsFirstPageWasMade() {
    Cursor first =
        answered(HARVEST, Cursor.START, page(3, "2026-11-17T23:59:50Z", "a/b=1"), TUESDAY);
    assertThat(first.standing().state()).isEqualTo(State.CATCHING_UP);
    assertThat(asked(HARVEST.plan(first, TUESDAY)))
        .isEqualTo("https://oai.example/oai?verb=ListRecords&resumptionToken=a%2Fb%3D1");

    Cursor last = answered(HARVEST, first, listOf(2, "2026-11-18T00:00:10Z"), TUESDAY);

    assertThat(last.standing().state()).isEqualTo(State.FRESH);
    assertThat(last.place().day()).contains(day("2026-11-17"));
    assertThat(last.taken().size()).isEqualTo(5);
    assertThat(HARVEST.plan(last, TUESDAY))
        .isEqualTo(new Plan.Rest(Instant.parse("2026-11-18T05:45:00Z")));
    assertThat(asked(HARVEST.plan(last, Instant.parse("2026-11-21T05:45:00Z"))))
        .endsWith("&from=2026-11-17");
  }

  @Test
  void nothingChangedIsNoError() {
    Cursor quiet = answered(HARVEST, Cursor.START, error("noRecordsMatch"), TUESDAY);

    assertThat(quiet.standing().state()).isEqualTo(State.QUIET);
    assertThat(quiet.place().day()).contains(day("2026-11-17"));
  }

  @Test
  void anExpiredTokenBeginsTheHarvestAgain() {
    Cursor first = answered(HARVEST, Cursor.START, page(3, "2026-11-17T08:00:00Z", "t1"), TUESDAY);

    assertThat(HARVEST.after(first, error("badResumptionToken"), TUESDAY))
        .isEqualTo(
            new Step.StartOver(first.place().betweenLists(), "its resumption token expired"));
  }

  @Test
  void aTokenThatLeadsToItselfDoesNotGoOnForEver() {
    Cursor first = answered(HARVEST, Cursor.START, page(3, "2026-11-17T08:00:00Z", "t1"), TUESDAY);

    assertThat(HARVEST.after(first, page(3, "2026-11-17T08:00:00Z", "t1"), TUESDAY))
        .isInstanceOf(Step.StartOver.class);
  }

  @Test
  void anyOtherErrorIsARefusal() {
    assertThat(HARVEST.after(Cursor.START, error("badArgument"), TUESDAY))
        .isEqualTo(new Step.Refused("OAI-PMH error badArgument"));
  }

  @Test
  void answersThatAreDaysOldAreStale() {
    Cursor stale = answered(HARVEST, Cursor.START, listOf(3, "2026-11-13T08:00:00Z"), TUESDAY);

    assertThat(stale.standing().state()).isEqualTo(State.STALE);
  }
}
