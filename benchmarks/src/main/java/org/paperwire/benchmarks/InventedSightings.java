package org.paperwire.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.paperwire.avro.Author;
import org.paperwire.avro.PaperSighted;
import org.paperwire.avro.Parser;
import org.paperwire.enrich.PaperTopology;
import org.paperwire.serdes.StoreSerde;

/// What sources might say of invented works, in any number: the n-th sighting is a function of the
/// seed and of n.
///
/// A work has the shape of a preprint (a title of 5 to 12 words, an abstract of 120 to 200,
/// authors, a category, an arXiv id). Words are drawn as in a language: the one of rank r with a
/// frequency of 1/r (Zipf), so that rare words are rare and common ones are in every title. A
/// repetition is what another source says of a work of the last [#WINDOW]: under another key,
/// without the id, with initials, in another case, with a slip of the pen in the title, and half of
/// the time without the abstract.
///
/// @param seed decides everything
/// @param repeated share of the sightings that repeat a work, from 0 to 1
/// @param abstractWords that an abstract has at least, 2 or more; at most two thirds more
public record InventedSightings(long seed, double repeated, int abstractWords) {

  private static final String PREPRINTS = "preprints";
  private static final String LIBRARY = "library";

  /// Who says them.
  public static final Set<String> SOURCES = Set.of(PREPRINTS, LIBRARY);

  private static final int WINDOW = 10_000;
  private static final int WORDS_OF_A_PREPRINT = 120;
  private static final double RARE = 0.2;
  private static final int RARE_WORDS = 200_000;
  private static final int GIVEN_NAMES = 500;
  private static final int SURNAMES = 8_000;
  private static final long OBSERVED = 1_790_000_000_000L;
  private static final List<String> CATEGORIES =
      List.of("cs.LG", "cs.CL", "cs.CV", "cs.AI", "stat.ML", "math.OC", "cs.RO", "cs.CR");
  private static final NavigableMap<Double, String> WORDS = words();

  static {
    // Avro copies only records that somebody vouches for; the serdes do.
    StoreSerde.of(PaperSighted.class);
  }

  /// With abstracts as preprints have them.
  public InventedSightings(long seed, double repeated) {
    this(seed, repeated, WORDS_OF_A_PREPRINT);
  }

  /// How many works the first so many sightings speak of.
  long works(int sightings) {
    return IntStream.range(0, sightings).filter(n -> work(n) == n).count();
  }

  /// The work that a sighting speaks of: the number of the sighting that spoke of it first.
  int work(int number) {
    int at = number;
    Random random = random(at, 1);
    while (at > 0 && random.nextDouble() < repeated) {
      at -= 1 + random.nextInt(Math.min(WINDOW, at));
      random = random(at, 1);
    }
    return at;
  }

  /// What is said.
  public PaperSighted sighting(int number) {
    int work = work(number);
    var sighting = work == number ? preprint(work) : elsewhere(preprint(work), number);
    return sighting.build();
  }

  private PaperSighted.Builder preprint(int work) {
    Random random = random(work, 2);
    String id =
        "%02d%02d.%05d".formatted(15 + work / 1_200_000, 1 + work / 100_000 % 12, work % 100_000);
    return PaperSighted.newBuilder()
        .setSightingId("i" + work)
        .setRecordKey("arxiv:" + id)
        .setSource(PREPRINTS)
        .setSourceId(id)
        .setBatchId("invented")
        .setTitle(capitalised(words(random, 5 + random.nextInt(8))))
        .setAbstract$(
            capitalised(words(random, abstractWords + random.nextInt(abstractWords * 2 / 3))) + ".")
        .setAuthors(authors(random))
        .setPublishedAt("20%02d-%02d-%02d".formatted(10 + work % 16, 1 + work % 12, 1 + work % 28))
        .setIdentifiers(Map.of("arxiv", List.of(id)))
        .setCategories(List.of(CATEGORIES.get(random.nextInt(CATEGORIES.size()))))
        .setObservedAt(Instant.ofEpochMilli(OBSERVED + work))
        .setReceivedAt(Instant.ofEpochMilli(OBSERVED + work))
        .setParser(new Parser("invented", 1));
  }

  private PaperSighted.Builder elsewhere(PaperSighted.Builder first, int number) {
    Random random = random(number, 3);
    String id = "s" + number;
    var authors =
        first.getAuthors().stream()
            .map(author -> new Author(initialled(author.getName()), null))
            .toList();
    return PaperSighted.newBuilder(first)
        .setSightingId("i" + number)
        .setRecordKey("library:" + id)
        .setSource(LIBRARY)
        .setSourceId(id)
        .setTitle(misspelt(first.getTitle().toLowerCase(Locale.ROOT), random))
        .setAbstract$(random.nextBoolean() ? first.getAbstract$() : null)
        .setAuthors(authors)
        .setIdentifiers(Map.of())
        .setCategories(List.of());
  }

  private static String misspelt(String title, Random random) {
    int at = 1 + random.nextInt(title.length() - 2);
    return switch (random.nextInt(3)) {
      case 0 -> title;
      case 1 -> title.substring(0, at) + title.substring(at + 1);
      default -> title.substring(0, at) + title.charAt(at - 1) + title.substring(at);
    };
  }

  private static String initialled(String name) {
    int blank = name.indexOf(' ');
    return name.charAt(0) + "." + name.substring(blank);
  }

  private static String words(Random random, int count) {
    return IntStream.range(0, count)
        .mapToObj(_ -> random.nextDouble() < RARE ? rare(random) : common(random))
        .collect(Collectors.joining(" "));
  }

  private static String common(Random random) {
    return WORDS.higherEntry(random.nextDouble() * WORDS.lastKey()).getValue();
  }

  private static String rare(Random random) {
    return invented(random.nextInt(RARE_WORDS));
  }

  private static List<Author> authors(Random random) {
    return IntStream.range(0, 1 + random.nextInt(5))
        .mapToObj(
            _ ->
                new Author(
                    capitalised(invented(random.nextInt(GIVEN_NAMES)))
                        + " "
                        + capitalised(invented(random.nextInt(SURNAMES))),
                    null))
        .toList();
  }

  /// A word of two to five syllables, the same in every run.
  private static String invented(int number) {
    var letters = new StringBuilder();
    int rest = number * 7 + 11;
    do {
      letters.append("bdfghklmnprstvwz".charAt(rest % 16)).append("aeiou".charAt(rest / 16 % 5));
      rest /= 80;
    } while (rest > 0 || letters.length() < 4);
    return letters.toString();
  }

  /// The words of titles, each at the sum of how often it and those before it are in a title. The
  /// matcher's own list has them by the binary logarithm of that.
  private static NavigableMap<Double, String> words() {
    try (var file = PaperTopology.class.getResourceAsStream("matching/common-words.txt")) {
      var words = new TreeMap<Double, String>();
      double sum = 0;
      for (String line :
          new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .toList()) {
        String[] parts = line.split(" ");
        for (int i = 1; i < parts.length; i++) {
          sum += Math.pow(2, -Integer.parseInt(parts[0]));
          words.put(sum, parts[i]);
        }
      }
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String capitalised(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private Random random(int number, int use) {
    return new Random((seed * 31 + use) * 0x9E3779B97F4A7C15L ^ number * 0xC2B2AE3D27D4EB4FL);
  }
}
