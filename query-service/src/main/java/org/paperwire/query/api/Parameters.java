package org.paperwire.query.api;

import io.micronaut.http.HttpRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.SourceName;
import org.paperwire.platform.Problem;
import org.paperwire.platform.ProblemException;
import org.paperwire.query.search.Order;
import org.paperwire.query.search.Papers;
import org.paperwire.query.search.Selection;

/// The query parameters of a request. What is not understood is said, rather than passed over: a
/// filter with a slip of the pen would answer with everything.
public final class Parameters {

  static final int LIMIT_DEFAULT = 20;
  private static final int VALUE_CHARACTERS_MAX = 1_000;

  private final Map<String, List<String>> values;

  private Parameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /// Takes the parameters of a request that knows these.
  public static Parameters of(HttpRequest<?> request, Set<String> known) {
    Map<String, List<String>> values = request.getParameters().asMap();
    for (var parameter : values.entrySet()) {
      if (!known.contains(parameter.getKey())) {
        throw bad(
            "unknown-parameter",
            "There is no parameter of that name here; there are: "
                + String.join(", ", new TreeSet<>(known))
                + ".");
      }
      if (parameter.getValue().size() > 1 && !parameter.getKey().equals("tag")) {
        throw bad("repeated-parameter", parameter.getKey() + " is given more than once.");
      }
      for (String value : parameter.getValue()) {
        if (value.length() > VALUE_CHARACTERS_MAX) {
          throw parameter.getKey().equals("q")
              ? queryTooLong("a query has at most " + VALUE_CHARACTERS_MAX + " characters")
              : bad("bad-parameter", parameter.getKey() + " is too long.");
        }
      }
    }
    return new Parameters(values);
  }

  static ProblemException queryTooLong(String detail) {
    return bad("query-too-long", detail + ".");
  }

  /// The end of a request that is not understood.
  public static ProblemException bad(String slug, String detail) {
    return new ProblemException(Problem.badRequest(slug, detail));
  }

  /// The value, if there is one that is not blank.
  public Optional<String> text(String name) {
    return values.getOrDefault(name, List.of()).stream()
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  /// Which papers the parameters select.
  public Selection selection() {
    return new Selection(
        text("q"),
        date("date"),
        date("from").map(PartialDate::earliest),
        date("to").map(Parameters::latest),
        tags(),
        text("source").map(Parameters::source),
        text("author"));
  }

  /// Which papers they select by text, tags and source alone.
  public Selection filter() {
    return new Selection(
        text("q"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        tags(),
        text("source").map(Parameters::source),
        Optional.empty());
  }

  private List<String> tags() {
    return values.getOrDefault("tag", List.of()).stream()
        .map(String::strip)
        .filter(tag -> !tag.isEmpty())
        .toList();
  }

  private static String source(String name) {
    return SourceName.parse(name)
        .map(SourceName::value)
        .orElseThrow(() -> bad("bad-source", "A source is named by [a-z][a-z0-9-]*."));
  }

  private Optional<PartialDate> date(String name) {
    return text(name)
        .map(
            value ->
                PartialDate.parse(value)
                    .orElseThrow(() -> bad("bad-date", name + " is YYYY-MM-DD, YYYY-MM or YYYY.")));
  }

  private static LocalDate latest(PartialDate date) {
    LocalDate first = date.earliest();
    return switch (date.iso().length()) {
      case 4 -> first.plusYears(1).minusDays(1);
      case 7 -> first.plusMonths(1).minusDays(1);
      default -> first;
    };
  }

  /// The order asked for.
  public Order order(Order usual, Set<Order> possible) {
    Optional<String> word = text("sort");
    if (word.isEmpty()) {
      return usual;
    }
    return word.flatMap(Order::named)
        .filter(possible::contains)
        .orElseThrow(
            () ->
                bad(
                    "bad-sort",
                    "sort is one of "
                        + String.join(", ", possible.stream().map(Order::word).sorted().toList())
                        + "."));
  }

  /// How many papers a page is to have.
  public int limit() {
    return limit(LIMIT_DEFAULT, Papers.PAGE_MAX);
  }

  /// How many things a page is to have.
  public int limit(int usual, int most) {
    Optional<String> text = text("limit");
    if (text.isEmpty()) {
      return usual;
    }
    try {
      int limit = Integer.parseInt(text.get());
      if (limit >= 1 && limit <= most) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // answered like a number out of range
    }
    throw bad("bad-limit", "limit is 1 to " + most + ".");
  }

  /// The moment of which the answer is to be.
  Optional<Instant> asOf() {
    Optional<String> text = text("asOf");
    try {
      // A plus sign that was not escaped in an address arrives as a blank.
      return text.map(moment -> OffsetDateTime.parse(moment.replace(' ', '+')).toInstant());
    } catch (DateTimeParseException e) {
      throw bad("bad-as-of", "asOf is a moment such as 2026-01-02T03:04:05Z.");
    }
  }

  /// Whether something is wished for: `true`, or the name alone.
  boolean flag(String name) {
    if (!values.containsKey(name)) {
      return false;
    }
    return switch (text(name).orElse("true")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw bad("bad-" + name, name + " is true or false.");
    };
  }

  /// A number between both, if one is given.
  OptionalInt number(String name, int least, int most) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return OptionalInt.of(number);
      }
    } catch (NumberFormatException e) {
      // answered like a number out of range
    }
    throw bad("bad-" + name, name + " is " + least + " to " + most + ".");
  }

  /// Whether the answer is to say why the records of a paper are one paper.
  public boolean explains() {
    Optional<String> what = text("explain");
    if (what.isPresent() && !what.get().equals("identity")) {
      throw bad("bad-explain", "explain is identity.");
    }
    return what.isPresent();
  }

  public Optional<String> cursor() {
    return text("cursor");
  }
}
