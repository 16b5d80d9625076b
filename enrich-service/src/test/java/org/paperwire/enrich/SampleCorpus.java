package org.paperwire.enrich;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/// Invented things that sources say: several of them on each paper, in agreement and not.
public final class SampleCorpus {

  private static final List<String> SOURCES =
      List.of("huggingface", "arxiv-api", "crossref", "somebody");
  private static final List<String> MANNERS =
      List.of("sparse", "silent", "sheared", "quantum", "lazy", "moulting", "polar", "tidal");
  private static final List<String> TOPICS =
      List.of(
          "retrieval",
          "attention",
          "owl counting",
          "graph learning",
          "log compaction",
          "barn acoustics",
          "flight planning");
  private static final List<String> PLACES =
      List.of("over wetlands", "by night", "for robots", "under drift", "in archives");

  private SampleCorpus() {}

  /// `size` sightings and signals of about a third as many papers; the same for the same seed.
  public static List<SpecificRecord> of(long seed, int size) {
    var random = new Random(seed);
    var said = new ArrayList<SpecificRecord>();
    for (int i = 0; i < size; i++) {
      String key = key(random.nextInt(Math.max(1, size / 3)));
      if (random.nextInt(5) == 0) {
        said.add(
            SignalBuilder.comments(key, random.nextInt(30))
                .by(SOURCES.get(random.nextInt(2)))
                .observed(day(random))
                .build());
      } else {
        said.add(sighting(key, random));
      }
    }
    return said;
  }

  private static String key(int paper) {
    return switch (paper % 3) {
      case 0 -> "arxiv:2401.%05d".formatted(paper);
      case 1 -> "doi:10.1234/owls.%d".formatted(paper);
      default -> "text:owls%d".formatted(paper);
    };
  }

  /// Three neighbouring keys are three names of one work.
  private static int work(String key) {
    return Integer.parseInt(key.replaceAll(".*\\D", "")) / 3;
  }

  private static String topic(int work) {
    return "%s %s %s"
        .formatted(
            MANNERS.get(work % MANNERS.size()),
            TOPICS.get(work % TOPICS.size()),
            PLACES.get(work % PLACES.size()));
  }

  private static SpecificRecord sighting(String key, Random random) {
    String topic = topic(work(key));
    var said =
        SightingBuilder.sighting(key)
            .by(SOURCES.get(random.nextInt(SOURCES.size())))
            .titled("On " + topic + (random.nextBoolean() ? "" : ", revisited"))
            .abstracted(
                "We study %s. Code: https://github.com/owls/%d."
                    .formatted(topic, random.nextInt(3)))
            .version(1 + random.nextInt(2))
            .classed("cs.IR", "cs.LG")
            .received("2026-01-01T00:00:%02dZ".formatted(random.nextInt(60)));
    if (random.nextBoolean()) {
      said.as("id-" + Math.floorMod(key.hashCode(), 1_000_003));
    } else {
      said.in("list-" + random.nextInt(4), random.nextInt(4));
    }
    if (random.nextBoolean()) {
      said.observed(day(random));
    }
    if (random.nextBoolean()) {
      said.published(
          random.nextBoolean() ? "2024" : "2024-0%d-11".formatted(1 + random.nextInt(9)));
    }
    if (random.nextBoolean()) {
      said.written("Ada Owl", "Bo Owl").from("Owl Institute");
    }
    return said.build();
  }

  private static String day(Random random) {
    return "2026-01-0%dT00:00:00Z".formatted(1 + random.nextInt(9));
  }
}
