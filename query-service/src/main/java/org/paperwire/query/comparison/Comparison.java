package org.paperwire.query.comparison;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paperwire.query.comparison.Difference.Kind;
import org.paperwire.query.papers.Paper;
import org.paperwire.query.papers.PaperJson;

/// The differences between two sets of papers, in the order of the ids, one at a time in memory.
/// What depends on when and in which order papers arrived is not compared.
///
/// The row of a paper is its line in an export; that of an id that was merged away is `ID INTO`.
/// Both have digests of their own: equal exports are equal digests of papers, while ids that lived
/// for a while depend on the order in which things arrived.
///
/// A tag names the version of the rules that gave it, so one changed rule changes a word in every
/// paper that any rule of that set has tagged. Such papers are counted (`restamped`) and not
/// listed: the list is of those that the change means something for.
public final class Comparison implements Iterator<Difference> {

  /// What came of it, once all differences were read.
  ///
  /// @param equal whether there is none
  /// @param papers that are the same on both sides
  /// @param serving digests of the first side
  /// @param other digests of the second
  /// @param restamped papers that differ in nothing but the version of the rules of their tags
  /// @param differences how many of each kind
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Summary(
      boolean equal,
      long papers,
      Digests serving,
      Digests other,
      long restamped,
      Map<String, Long> differences) {}

  /// Digests of one side.
  ///
  /// @param papers of the papers
  /// @param redirects of the ids that were merged away
  @Serdeable
  public record Digests(String papers, String redirects) {}

  private static final Map<String, Function<Paper, Object>> FIELDS = fields();

  private final Side left;
  private final Side right;
  private final Rows leftRows;
  private final Rows rightRows;
  private final Deque<Difference> found = new ArrayDeque<>();
  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private long same;
  private long restamped;

  public Comparison(Side left, Side right, PaperJson json) {
    this.left = left;
    this.right = right;
    this.leftRows = new Rows(left.papers(), json);
    this.rightRows = new Rows(right.papers(), json);
  }

  private static Map<String, Function<Paper, Object>> fields() {
    var fields = new LinkedHashMap<String, Function<Paper, Object>>();
    fields.put("title", Paper::title);
    fields.put("abstract", Paper::abstractText);
    fields.put("authors", Paper::authors);
    fields.put("authorCount", Paper::authorCount);
    fields.put("organisation", Paper::organisation);
    fields.put("publishedAt", Paper::publishedAt);
    fields.put("listedAt", Paper::listedAt);
    fields.put("venue", Paper::venue);
    fields.put("year", Paper::year);
    fields.put("version", Paper::version);
    fields.put("identifiers", Paper::identifiers);
    fields.put("categories", Paper::categories);
    fields.put("keywords", Paper::keywords);
    fields.put("tags", Comparison::tagsAsSuch);
    fields.put("links", Paper::links);
    fields.put("note", Paper::note);
    fields.put("comments", Paper::comments);
    fields.put("upvotes", Paper::upvotes);
    fields.put("withdrawn", Paper::withdrawn);
    fields.put("related", Paper::related);
    fields.put("recordKeys", Paper::recordKeys);
    fields.put("sightings", Paper::sightings);
    return fields;
  }

  @Override
  public boolean hasNext() {
    while (found.isEmpty() && (leftRows.paper != null || rightRows.paper != null)) {
      step();
    }
    return !found.isEmpty();
  }

  @Override
  public Difference next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no difference is left");
    }
    return found.removeFirst();
  }

  /// What came of it. All differences have been read.
  public Summary summary() {
    if (hasNext()) {
      throw new IllegalStateException("not all differences have been read");
    }
    var named = new TreeMap<String, Long>();
    counts.forEach((kind, count) -> named.put(kind.word(), count));
    return new Summary(
        counts.isEmpty() && restamped == 0,
        same,
        leftRows.digests(),
        rightRows.digests(),
        restamped,
        named);
  }

  private void step() {
    Paper one = leftRows.paper;
    Paper other = rightRows.paper;
    int order = one == null ? 1 : other == null ? -1 : one.id().compareTo(other.id());
    if (order < 0) {
      gone(Objects.requireNonNull(one));
    } else if (order > 0) {
      come(Objects.requireNonNull(other));
    } else {
      both(Objects.requireNonNull(one), Objects.requireNonNull(other));
    }
    if (order <= 0) {
      leftRows.advance();
    }
    if (order >= 0) {
      rightRows.advance();
    }
  }

  private void both(Paper one, Paper other) {
    if (one.mergedInto().isPresent() && other.mergedInto().isPresent()) {
      if (!one.mergedInto().equals(other.mergedInto())) {
        add(Kind.REDIRECTED, one, other.mergedInto().stream().toList());
      }
    } else if (one.mergedInto().isPresent()) {
      come(other);
    } else if (other.mergedInto().isPresent()) {
      gone(one);
    } else {
      compare(one, other);
    }
  }

  private void compare(Paper one, Paper other) {
    List<String> fields =
        FIELDS.entrySet().stream()
            .filter(field -> !field.getValue().apply(one).equals(field.getValue().apply(other)))
            .map(Map.Entry::getKey)
            .toList();
    if (fields.isEmpty()) {
      boolean isStampedAlike = one.tags().equals(other.tags());
      same += isStampedAlike ? 1 : 0;
      restamped += isStampedAlike ? 0 : 1;
      return;
    }
    Kind kind = fields.equals(List.of("tags")) ? Kind.RETAGGED : Kind.CHANGED;
    counts.merge(kind, 1L, Long::sum);
    found.add(
        new Difference(
            kind.word(),
            one.id(),
            Optional.of(one.title()),
            fields,
            without(tags(other), tags(one)),
            without(tags(one), tags(other)),
            List.of()));
  }

  /// Tags without the version of the rules that gave them.
  private static List<Paper.Tag> tagsAsSuch(Paper paper) {
    return paper.tags().stream()
        .map(
            tag ->
                new Paper.Tag(
                    tag.tag(), tag.label(), tag.origin(), Optional.empty(), tag.evidence()))
        .toList();
  }

  private static Set<String> tags(Paper paper) {
    return paper.tags().stream().map(Paper.Tag::tag).collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> without(Collection<String> all, Collection<String> others) {
    return all.stream().filter(tag -> !others.contains(tag)).toList();
  }

  /// A paper that is no longer listed under its id.
  private void gone(Paper paper) {
    if (paper.mergedInto().isPresent()) {
      add(Kind.REDIRECTED, paper, List.of());
      return;
    }
    Map<String, Paper> homes = homes(paper, right);
    if (homes.isEmpty()) {
      add(Kind.MISSING, paper, List.of());
    } else if (homes.size() > 1) {
      add(Kind.SPLIT, paper, List.copyOf(homes.keySet()));
    } else {
      Paper home = homes.values().iterator().next();
      boolean sameRecords =
          new HashSet<>(home.recordKeys()).equals(new HashSet<>(paper.recordKeys()));
      add(sameRecords ? Kind.MOVED : Kind.MERGED, paper, List.of(home.id()));
    }
  }

  /// A paper that was not listed under its id before. Where its records come from a paper that is
  /// gone, that one tells of it.
  private void come(Paper paper) {
    if (paper.mergedInto().isPresent()) {
      add(Kind.REDIRECTED, paper, paper.mergedInto().stream().toList());
      return;
    }
    Map<String, Paper> homes = homes(paper, left);
    if (homes.isEmpty()) {
      add(Kind.ADDED, paper, List.of());
    } else if (homes.keySet().stream().allMatch(id -> right.listed(id).isPresent())) {
      add(Kind.SPLIT, paper, List.copyOf(homes.keySet()));
    }
  }

  /// The papers that the records of a paper are on the other side.
  private static Map<String, Paper> homes(Paper paper, Side side) {
    var homes = new TreeMap<String, Paper>();
    paper
        .recordKeys()
        .forEach(key -> side.ofRecord(key).ifPresent(home -> homes.put(home.id(), home)));
    return homes;
  }

  private void add(Kind kind, Paper paper, List<String> papers) {
    counts.merge(kind, 1L, Long::sum);
    found.add(Difference.of(kind, paper, papers));
  }

  /// The papers of one side, digested as they go by.
  private static final class Rows {

    private final Iterator<Paper> papers;
    private final PaperJson json;
    private final MultisetDigest listed = new MultisetDigest();
    private final MultisetDigest redirects = new MultisetDigest();
    private @Nullable Paper paper;

    Rows(Iterator<Paper> papers, PaperJson json) {
      this.papers = papers;
      this.json = json;
      advance();
    }

    void advance() {
      paper = papers.hasNext() ? papers.next() : null;
      if (paper == null) {
        return;
      }
      if (paper.mergedInto().isPresent()) {
        redirects.add(
            (paper.id() + " " + paper.mergedInto().get()).getBytes(StandardCharsets.UTF_8));
      } else {
        listed.add(json.canonical(paper));
      }
    }

    Digests digests() {
      return new Digests(listed.text(), redirects.text());
    }
  }
}
