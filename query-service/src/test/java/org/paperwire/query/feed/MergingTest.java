package org.paperwire.query.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class MergingTest {

  private static ConsumerRecord<String, String> record(int partition, long offset, long time) {
    return new ConsumerRecord<>(
        "t",
        partition,
        offset,
        time,
        TimestampType.CREATE_TIME,
        0,
        0,
        "k",
        partition + "/" + offset,
        new RecordHeaders(),
        Optional.empty());
  }

  @SafeVarargs
  private static List<String> merged(Merging.Run<String>... runs) {
    return Merging.byTime(List.of(runs)).stream().map(ConsumerRecord::value).toList();
  }

  @Test
  void changesComeInTheOrderOfTime() {
    assertThat(
            merged(
                new Merging.Run<>(List.of(record(0, 0, 10), record(0, 1, 30)), false),
                new Merging.Run<>(List.of(record(1, 0, 20), record(1, 1, 40)), false)))
        .containsExactly("0/0", "1/0", "0/1", "1/1");
  }

  @Test
  void theOrderOfAPartitionWinsOverItsClock() {
    assertThat(
            merged(
                new Merging.Run<>(List.of(record(0, 0, 50), record(0, 1, 10)), false),
                new Merging.Run<>(List.of(record(1, 0, 20)), false)))
        .containsExactly("1/0", "0/0", "0/1");
  }

  @Test
  void nothingIsGivenThatWhatFollowsElsewhereMayPrecede() {
    assertThat(
            merged(
                new Merging.Run<>(List.of(record(0, 0, 10)), true),
                new Merging.Run<>(List.of(record(1, 0, 20)), false)))
        .containsExactly("0/0");
  }
}
