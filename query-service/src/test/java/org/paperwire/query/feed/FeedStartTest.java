package org.paperwire.query.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedStartTest {

  @Test
  void aReaderBeginsAtAnEndAtATimeOrWhereItWas() {
    var cursor = new FeedCursor(new FeedIdentity("g1", "topic"), List.of(1L, 2L));
    assertThat(FeedStart.parse("earliest")).contains(new FeedStart.Earliest());
    assertThat(FeedStart.parse("latest")).contains(new FeedStart.Latest());
    assertThat(FeedStart.parse(cursor.token())).contains(new FeedStart.Resumed(cursor));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-02",
        "2026-01-02T00:00:00Z",
        "2026-01-02T01:00:00+01:00",
        "2026-01-02T01:00:00 01:00"
      })
  void aTimeIsADayOrAnInstantOfRfc3339(String text) {
    assertThat(FeedStart.parse(text))
        .contains(new FeedStart.Since(Instant.parse("2026-01-02T00:00:00Z")));
  }

  @Test
  void aTimeBeforeAllTimeIsTheBeginningOfIt() {
    assertThat(FeedStart.parse("1066-10-14")).contains(new FeedStart.Since(Instant.EPOCH));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yesterday", "2026-01", "2026-13-01", "2026-01-02T00:00:00", "EARLIEST"})
  void anythingElseIsNoPlace(String text) {
    assertThat(FeedStart.parse(text)).isEmpty();
  }
}
