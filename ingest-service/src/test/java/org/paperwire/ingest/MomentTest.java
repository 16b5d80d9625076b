package org.paperwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Thu, 24 Sep 2026 00:00:00 -0400   | 2026-09-24T00:00-04:00
          24 Sep 2026 00:00:00 -0400        | 2026-09-24T00:00-04:00
          Mon, 2 Apr 2007 19:18:42 GMT      | 2007-04-02T19:18:42Z
          2025-08-20T00:00:00-04:00         | 2025-08-20T00:00-04:00
          Fri, 24 Sep 2026 00:00:00 -0400   |
          yesterday                         |
          """)
  void aTimeOfAFeedKeepsItsOffset(String written, String time) {
    assertThat(Moment.ofFeed(written).map(OffsetDateTime::toString))
        .isEqualTo(Optional.ofNullable(time));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+12026-01-01T00:00:00Z",
        "+999999999-12-31T23:59:59-18:00",
        "-0001-01-01T00:00:00Z",
        "0999-12-31T00:00:00Z",
        "3000-01-01T00:00:00Z"
      })
  void aTimeInNoYearOfAnyPaperIsNone(String written) {
    assertThat(Moment.ofFeed(written)).isEmpty();
    assertThat(Moment.parse(written)).isEmpty();
  }

  @Property
  void noTextMakesItThrow(@ForAll String text) {
    assertThat(Moment.ofFeed(text)).isNotNull();
    assertThat(Moment.parse(text)).isNotNull();
  }
}
