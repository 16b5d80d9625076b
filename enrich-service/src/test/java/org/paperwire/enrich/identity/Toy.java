package org.paperwire.enrich.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.matching.BlockKey;
import org.paperwire.enrich.matching.Features;
import org.paperwire.enrich.matching.Sketch;
import org.paperwire.enrich.matching.Verdict;
import org.paperwire.enrich.matching.Verdict.Outcome;

/// Matching that is easy to see through, for tests: a record's title is a few letters. Records that
/// share a letter meet; those that share two are one paper, those that share one are near; a common
/// identifier joins; and what carries different digits is kept apart.
final class Toy implements Matching {

  static Features record(String key, String title, String... identifiers) {
    return new Features(
        new RecordKey(key),
        title,
        "",
        List.of(),
        0,
        Optional.empty(),
        "",
        Sketch.NONE,
        List.of(identifiers),
        List.of());
  }

  @Override
  public SortedSet<BlockKey> blocks(Features record) {
    var blocks = new TreeSet<BlockKey>();
    letters(record).forEach(letter -> blocks.add(new BlockKey("letter:" + letter)));
    record.identifiers().forEach(id -> blocks.add(new BlockKey("id:" + id)));
    return blocks;
  }

  private static List<String> letters(Features record) {
    return record
        .title()
        .chars()
        .filter(Character::isLetter)
        .distinct()
        .sorted()
        .mapToObj(Character::toString)
        .toList();
  }

  @Override
  public String place(Features record, BlockKey block) {
    String key = record.key().value();
    return block.value().compareTo("letter:n") < 0 ? record.title() + "\t" + key : key;
  }

  @Override
  public Verdict compare(Features a, Features b) {
    var ids = new ArrayList<>(a.identifiers());
    ids.retainAll(b.identifiers());
    var letters = new ArrayList<>(letters(a));
    letters.retainAll(letters(b));
    double score = Math.min(1, letters.size() / 4.0);
    if (keepsApart(a, b).isPresent()) {
      return new Verdict(Outcome.NEAR, score, "digits", List.of());
    }
    if (!ids.isEmpty()) {
      return new Verdict(Outcome.LINK, 1, "identifier", List.of());
    }
    Outcome outcome =
        letters.size() >= 2 ? Outcome.LINK : letters.size() == 1 ? Outcome.NEAR : Outcome.NONE;
    return new Verdict(outcome, score, "letters", List.of());
  }

  @Override
  public Optional<String> keepsApart(Features a, Features b) {
    int one = digit(a);
    int other = digit(b);
    return one >= 0 && other >= 0 && one != other ? Optional.of("digits") : Optional.empty();
  }

  private static int digit(Features record) {
    String title = record.title();
    return title.isEmpty() ? -1 : Character.digit(title.charAt(title.length() - 1), 10);
  }
}
