package org.paperwire.query.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paperwire.platform.ProblemException;
import org.paperwire.query.views.RebuildRefused;
import org.paperwire.query.views.RebuildRefused.Reason;

class RebuildWishTest {

  @Test
  void whatIsGrantedIsAnswered() {
    assertThat(RebuildWish.granted(() -> "done")).isEqualTo("done");
  }

  @ParameterizedTest
  @CsvSource({
    "VIEW_OPENING, 503, view-opening",
    "REBUILD_RUNNING, 409, rebuild-running",
    "NOTHING_BEFORE, 409, nothing-before",
    "NO_ROOM, 507, no-room",
    "FOLLOWS_ENRICHMENT, 409, follows-enrichment",
    "REBUILD_OVER, 409, rebuild-over",
    "UNKNOWN, 404, not-found",
    "NOTHING_TO_COMPARE, 409, nothing-to-compare",
  })
  void whatIsRefusedIsAProblemThatSaysWhy(Reason reason, int status, String slug) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(
            () ->
                RebuildWish.granted(
                    () -> {
                      throw new RebuildRefused(reason, "It is as it is.");
                    }))
        .satisfies(
            e -> {
              assertThat(e.problem().status()).isEqualTo(status);
              assertThat(e.problem().slug()).isEqualTo(slug);
              assertThat(e.problem().detail()).isEqualTo("It is as it is.");
            });
  }
}
