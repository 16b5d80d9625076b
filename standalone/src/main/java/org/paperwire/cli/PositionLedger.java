package org.paperwire.cli;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paperwire.platform.Position;

/// What was written to a few papers that are written again and again, and what a reader has to find
/// of it. Each paper says in its title which version it is; a later version replaces an earlier one
/// because it was observed later.
final class PositionLedger {

  /// What has been acknowledged at one moment: whoever reads at the position finds these versions,
  /// or later ones.
  ///
  /// @param position that all of it reaches
  /// @param versions by number of the paper
  record Standing(Position position, Map<Integer, Integer> versions) {

    Standing {
      versions = Map.copyOf(versions);
    }

    /// How many papers are older in what was read than they must be, or not there.
    long missingIn(Map<Integer, Integer> read) {
      return versions.entrySet().stream()
          .filter(paper -> read.getOrDefault(paper.getKey(), 0) < paper.getValue())
          .count();
    }
  }

  private static final long FIRST_OBSERVED = Instant.parse("2020-01-01T00:00:00Z").getEpochSecond();

  private final String run;
  private final Pattern title;

  // Guarded by this.
  private final Map<Integer, Integer> sent = new HashMap<>();
  private final Map<Integer, Integer> acknowledged = new HashMap<>();
  private Position position = Position.START;

  PositionLedger(String run) {
    this.run = run;
    this.title = Pattern.compile("Paper (\\d+) of " + Pattern.quote(run) + ", version (\\d+)");
  }

  /// The version to write next, from 1.
  synchronized int next(int paper) {
    return sent.merge(paper, 1, Integer::sum);
  }

  String line(int paper, int version) {
    return """
    {"title":"%s: Paper %d of %s, version %d","authors":["Ada Quill"],"observedAt":"%s",\
    "source":"%s","sourceId":"%sn%d"}"""
        .formatted(
            new BenchPapers(run).heading(paper),
            paper,
            run,
            version,
            Instant.ofEpochSecond(FIRST_OBSERVED + version),
            BenchPapers.SOURCE,
            run,
            paper);
  }

  /// The name of a paper.
  String name(int paper) {
    return BenchPapers.SOURCE + ":" + run + "n" + paper;
  }

  /// Takes in that these versions are on the log, before the position.
  synchronized void acknowledge(Map<Integer, Integer> versions, Position at) {
    versions.forEach((paper, version) -> acknowledged.merge(paper, version, Math::max));
    position = position.max(at);
  }

  synchronized Standing standing() {
    return new Standing(position, acknowledged);
  }

  /// The versions that stand in what was read.
  Map<Integer, Integer> read(String papers) {
    var versions = new HashMap<Integer, Integer>();
    for (Matcher found = title.matcher(papers); found.find(); ) {
      versions.merge(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)), Math::max);
    }
    return versions;
  }
}
