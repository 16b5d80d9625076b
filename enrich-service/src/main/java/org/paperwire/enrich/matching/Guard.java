package org.paperwire.enrich.matching;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What keeps two records apart however alike they are. It is asked of every two members of a
/// paper, not only of those that were compared.
public final class Guard {

  /// Two ids of these are two papers. DOIs and DBLP keys see below; an ACL or arXiv id is given
  /// once.
  private static final List<String> ONE_ID_A_PAPER = List.of("arxiv:", "acl:");

  /// DOIs under which preprints are kept: the published paper has another.
  private static final Pattern PREPRINT_DOI =
      Pattern.compile(
          "doi:(?:10\\.1101|10\\.21203|10\\.2139|10\\.31234|10\\.31219|10\\.20944|10\\.5281|10\\.36227|10\\.26434|10\\.22541|10\\.48550|10\\.6084|10\\.17605|10\\.13140|10\\.32388|10\\.12688)/.*");

  /// The reason of titles whose numbers differ.
  static final String NUMBERS = "different-numbers";

  private Guard() {}

  /// Why two records are never one paper; empty when nothing speaks against it.
  public static Optional<String> keepsApart(Features a, Features b) {
    return keepsApart(Profile.of(a), Profile.of(b));
  }

  /// The same of profiles made before.
  public static Optional<String> keepsApart(Profile a, Profile b) {
    Optional<String> byId = byIdentifiers(a.features(), b.features());
    if (byId.isPresent() || sharesAny(a.features().identifiers(), b.features().identifiers())) {
      return byId;
    }
    return byPlace(a.features(), b.features())
        .or(() -> byNumbers(a.numerals, b.numerals))
        .or(() -> byVenue(a, b))
        .or(() -> byTitle(a, b));
  }

  private static Optional<String> byIdentifiers(Features a, Features b) {
    if (a.identifiers().isEmpty() || b.identifiers().isEmpty()) {
      return Optional.empty();
    }
    for (String authority : ONE_ID_A_PAPER) {
      if (disjoint(ids(a, authority), ids(b, authority))) {
        return Optional.of("different-" + authority.substring(0, authority.length() - 1) + "-ids");
      }
    }
    if (disjoint(publishedDois(a), publishedDois(b))) {
      return Optional.of("different-dois");
    }
    if (disjoint(publishedDblpKeys(a), publishedDblpKeys(b))) {
      return Optional.of("different-dblp-keys");
    }
    return Optional.empty();
  }

  private static List<String> ids(Features features, String prefix) {
    return features.identifiers().stream().filter(id -> id.startsWith(prefix)).toList();
  }

  private static List<String> publishedDois(Features features) {
    return features.identifiers().stream()
        .filter(id -> id.startsWith("doi:") && !PREPRINT_DOI.matcher(id).matches())
        .toList();
  }

  private static List<String> publishedDblpKeys(Features features) {
    return features.identifiers().stream()
        .filter(id -> id.startsWith("dblp:") && !id.startsWith("dblp:journals/corr/"))
        .toList();
  }

  private static boolean disjoint(List<String> a, List<String> b) {
    return !a.isEmpty() && !b.isEmpty() && !sharesAny(a, b);
  }

  static boolean sharesAny(List<String> a, List<String> b) {
    for (String each : a) {
      if (b.contains(each)) {
        return true;
      }
    }
    return false;
  }

  /// A source that shows two cards on one page, with two texts, shows two papers.
  private static Optional<String> byPlace(Features a, Features b) {
    return sharesAny(a.places(), b.places())
            && !a.text().isEmpty()
            && !b.text().isEmpty()
            && a.text().likeness(b.text()) < SAME_TEXT
        ? Optional.of("two-entries-of-one-list")
        : Optional.empty();
  }

  /// From here on two sketches are of one text, give or take what a source cuts off or garbles.
  static final double SAME_TEXT = 0.9;

  /// Numbers that stand at the same place and differ, and parts other than the first that only one
  /// title has.
  static Optional<String> byNumbers(List<Numeral> a, List<Numeral> b) {
    if (a.equals(b)) {
      return Optional.empty();
    }
    for (Numeral one : a) {
      for (Numeral other : b) {
        boolean samePlace =
            one.after().equals(other.after()) && !one.after().isEmpty()
                || one.last() && other.last();
        if (samePlace
            && !one.value().equals(other.value())
            && !has(b, one.value())
            && !has(a, other.value())) {
          return Optional.of(NUMBERS);
        }
      }
    }
    return missingPart(a, b) || missingPart(b, a) ? Optional.of(NUMBERS) : Optional.empty();
  }

  /// A paper of a conference and its version in a journal are two papers: one at a meeting, one
  /// not, in two years. What the abstracts say is weighed where two records are compared; here they
  /// would have to be one text to be one paper.
  private static Optional<String> byVenue(Profile a, Profile b) {
    return a.venue.isPublication()
            && b.venue.isPublication()
            && a.features().year().isPresent()
            && b.features().year().isPresent()
            && !a.features().year().equals(b.features().year())
            && a.venue.isMeeting() != b.venue.isMeeting()
            && a.venue.likeness(b.venue) < ONE_VENUE
            && a.features().text().overlap(b.features().text()) < Matcher.TWO_TEXTS
        ? Optional.of("two-versions")
        : Optional.empty();
  }

  /// Titles that have little in common, and two texts or none: such a pair is not joined over a
  /// third record that is somewhat like both.
  private static Optional<String> byTitle(Profile a, Profile b) {
    return a.titleLikeness(b) < TITLES_LEAST
            && a.features().text().overlap(b.features().text()) < Matcher.TWO_TEXTS
        ? Optional.of("unlike-titles")
        : Optional.empty();
  }

  private static final double TITLES_LEAST = 0.45;

  private static final double ONE_VENUE = 0.34;

  private static boolean has(List<Numeral> numerals, String value) {
    return numerals.stream().anyMatch(numeral -> numeral.value().equals(value));
  }

  private static boolean missingPart(List<Numeral> a, List<Numeral> b) {
    return a.stream()
        .anyMatch(
            numeral ->
                (numeral.isPart() || numeral.last() && isSmall(numeral.value()))
                    && !numeral.value().equals("1")
                    && !has(b, numeral.value()));
  }

  private static boolean isSmall(String value) {
    return value.length() == 1;
  }
}
