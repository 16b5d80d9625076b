package org.paperwire.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paperwire.chaos.Reading.Body;

class ReadingTest {

  private static final int SIZE = 25;

  @ParameterizedTest
  @CsvSource({"1, 0", "1, 0.75", "100, 0", "1000, 0.75", "1003, 0.5", "777, 0.99"})
  void allPapersAreWrittenInOrderAndTheRestWereWrittenBefore(int sightings, double again) {
    var reading = new Reading(sightings, again, 17);
    List<Body> bodies = reading.bodies(SIZE);

    assertThat(bodies).allMatch(body -> body.size() > 0 && body.size() <= SIZE);
    assertThat(bodies.stream().mapToInt(Body::size).sum()).isEqualTo(sightings);
    var written = new HashSet<Integer>();
    int next = 0;
    for (Body body : bodies) {
      if (body.from() == next) {
        next = body.to();
      } else {
        assertThat(IntStream.range(body.from(), body.to())).allMatch(written::contains);
      }
      IntStream.range(body.from(), body.to()).forEach(written::add);
    }
    assertThat(next).isEqualTo(reading.papers());
    assertThat(reading.papers()).isEqualTo(Math.max(1, (int) Math.round(sightings * (1 - again))));
  }
}
