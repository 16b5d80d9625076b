package org.paperwire.benchmarks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.paperwire.avro.PaperSighted;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.identity.Decided;
import org.paperwire.enrich.identity.Decision;
import org.paperwire.enrich.identity.Pair;
import org.paperwire.enrich.mapping.HeardMapping;
import org.paperwire.enrich.records.Heard;

/// What happens around a few works: sources say something of them, say it again in other words,
/// give a record the title of another work and take that back; people decide about pairs and change
/// their minds.
///
/// @param events in the order in which they came
record History(List<Event> events) {

  private static final int WORKS_ABSTRACT_WORDS = 12;
  private static final double REPEATED = 0.7;

  /// Something that happens.
  sealed interface Event {}

  /// A source says something.
  record Said(Heard heard) implements Event {}

  /// People decide.
  record DecidedOn(Decided decided) implements Event {}

  /// One that a number decides.
  static History of(long seed) {
    var random = new Random(seed);
    var sightings = new InventedSightings(seed, REPEATED, WORKS_ABSTRACT_WORDS);
    int records = 3 + random.nextInt(12);
    int length = records + random.nextInt(2 * records);
    var events = new ArrayList<Event>();
    for (int n = 0; n < length; n++) {
      events.add(
          random.nextInt(6) == 0
              ? decided(random, sightings, records)
              : said(random, sightings, n < records ? n : random.nextInt(records), records, n));
    }
    return new History(List.copyOf(events));
  }

  private static Event said(
      Random random, InventedSightings sightings, int record, int records, int number) {
    var said = PaperSighted.newBuilder(sightings.sighting(record));
    said.setSightingId("h" + number).setObservedAt(Instant.ofEpochSecond(1_790_000_000L + number));
    if (random.nextInt(3) == 0) {
      PaperSighted other = sightings.sighting(random.nextInt(records));
      said.setTitle(other.getTitle());
      if (random.nextBoolean()) {
        said.setAuthors(other.getAuthors());
      }
      if (random.nextInt(4) == 0) {
        said.setIdentifiers(other.getIdentifiers());
      }
    }
    return new Said(HeardMapping.sighted(said.build()));
  }

  private static Event decided(Random random, InventedSightings sightings, int records) {
    int first = random.nextInt(records);
    int second = (first + 1 + random.nextInt(records - 1)) % records;
    Optional<Decision> decision =
        random.nextInt(4) == 0
            ? Optional.empty()
            : Optional.of(new Decision(random.nextBoolean(), "ada", Optional.empty()));
    return new DecidedOn(
        new Decided(Pair.of(key(sightings, first), key(sightings, second)), decision));
  }

  private static RecordKey key(InventedSightings sightings, int record) {
    return new RecordKey(sightings.sighting(record).getRecordKey());
  }

  /// The same in another order: everything that was said, some of it twice, and of the decisions
  /// the last about each pair, because who decides takes back what was decided before.
  History shuffled(Random random) {
    Map<Pair, Event> decisions = new HashMap<>();
    var shuffled = new ArrayList<Event>();
    for (Event event : events) {
      switch (event) {
        case Said said -> {
          shuffled.add(said);
          if (random.nextInt(8) == 0) {
            shuffled.add(said);
          }
        }
        case DecidedOn on -> decisions.put(on.decided().pair(), on);
      }
    }
    shuffled.addAll(decisions.values());
    Collections.shuffle(shuffled, random);
    return new History(List.copyOf(shuffled));
  }
}
