package org.paperwire.cli.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;

/// Records of which it is known which are one paper.
///
/// @param listings to be sent, each under a name of its own
/// @param judgement of which of them came together
public record LabelledSet(List<Listing> listings, Function<Clusters, List<Finding>> judgement) {

  private static final String DBLP_SCHOLAR = "dblp-scholar";
  private static final String DBLP_SCHOLAR_DIRTY = "dblp-scholar-dirty";
  private static final String CORA = "cora";
  private static final String CROSS_SOURCE = "cross-source";
  private static final String SAME_TITLE = "same-title";

  /// What sets there are.
  public static final List<String> NAMES =
      List.of(DBLP_SCHOLAR, DBLP_SCHOLAR_DIRTY, CORA, CROSS_SOURCE, SAME_TITLE);

  public LabelledSet {
    listings = List.copyOf(listings);
  }

  /// Reads a set.
  ///
  /// @param name one of [#NAMES]
  /// @param data the folder of all sets
  public static LabelledSet read(String name, Path data) throws IOException {
    return switch (name) {
      case DBLP_SCHOLAR ->
          pairs(
              data.resolve("dedupe_dblp_scholar/structured_valid.jsonl.gz"),
              OptionalDouble.of(0.97),
              0.94);
      case DBLP_SCHOLAR_DIRTY ->
          pairs(
              data.resolve("dedupe_dblp_scholar/dirty_valid.jsonl.gz"),
              OptionalDouble.empty(),
              0.90);
      case CORA -> cora(data.resolve("dedupe_cora"));
      case CROSS_SOURCE -> crossSource(data.resolve("dedupe_cross_source"));
      case SAME_TITLE -> sameTitle(data.resolve("dedupe_cross_source/same_title_groups.jsonl.gz"));
      default -> throw new IllegalArgumentException("no set is called " + name);
    };
  }

  private record Pair(Listing left, Listing right, boolean same) {}

  private static LabelledSet pairs(Path file, OptionalDouble precisionLeast, double f1Least)
      throws IOException {
    var pairs = new ArrayList<Pair>();
    DataFile.objects(
        file,
        line ->
            pairs.add(
                new Pair(
                    side("dblp-list", pairs.size(), line.path("left")),
                    side("scholar-list", pairs.size(), line.path("right")),
                    line.path("label").asInt() == 1)));
    return new LabelledSet(
        pairs.stream().<Listing>mapMulti(LabelledSet::both).toList(),
        clusters -> {
          PairCounts counts = PairCounts.NONE;
          for (Pair pair : pairs) {
            counts = counts.and(clusters.together(pair.left(), pair.right()), pair.same());
          }
          return Finding.of(counts, precisionLeast, f1Least);
        });
  }

  private static void both(Pair pair, Consumer<Listing> to) {
    to.accept(pair.left());
    to.accept(pair.right());
  }

  private static Listing side(String source, int at, JsonNode side) {
    return Listing.of(
            source,
            "n" + at,
            side.path("title").asText(),
            Arrays.stream(side.path("authors").asText().split(",")).map(String::strip).toList())
        .in(side.path("venue").asText(), DataFile.year(side.path("year").asText()));
  }

  /// Citations, their columns parted by `|`, and all pairs of them that are one paper.
  private static LabelledSet cora(Path folder) throws IOException {
    Map<String, Listing> citations = new LinkedHashMap<>();
    DataFile.lines(
        folder.resolve("cora.csv.gz"),
        row -> {
          String[] cells = row.split("\\|", -1);
          citations.put(
              cells[0],
              Listing.of("cora", cells[0], cells[9], List.of(cells[2]))
                  .in(cells[10], DataFile.year(cells[12])));
        });
    citations.remove("Entity Id");
    Map<String, String> truth = new HashMap<>();
    DataFile.lines(
        folder.resolve("cora_gt.csv.gz"),
        row -> {
          String[] ids = row.strip().split("\\|");
          // The pairs are closed: the smallest id of a paper is in a pair with each other one.
          truth.merge(ids[0], smaller(ids[0], ids[1]), LabelledSet::smaller);
          truth.merge(ids[1], smaller(ids[0], ids[1]), LabelledSet::smaller);
        });
    List<Listing> listings = List.copyOf(citations.values());
    return new LabelledSet(
        listings,
        clusters ->
            Finding.of(
                PairCounts.afterClosure(
                    listings.stream().map(clusters::paperOf).toList(),
                    listings.stream()
                        .map(each -> truth.getOrDefault(each.sourceId(), each.sourceId()))
                        .toList()),
                OptionalDouble.empty(),
                0.92));
  }

  private static String smaller(String one, String other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  /// The same papers from two sources, of which only one says the arXiv id.
  private static LabelledSet crossSource(Path folder) throws IOException {
    var pairs = new ArrayList<Pair>();
    var papers = new HashMap<Listing, String>();
    DataFile.objects(
        folder.resolve("hf_arxiv_differing.jsonl.gz"),
        line -> {
          String id = line.path("arxiv_id").asText();
          JsonNode page = line.path("huggingface");
          Listing listed =
              Listing.of(
                      "pages",
                      "n" + pairs.size(),
                      page.path("title").asText(),
                      DataFile.names(page.path("authors")))
                  .saying(page.path("summary").asText())
                  .on(DataFile.day(page.path("publishedAt").asText()));
          add(new Pair(arxiv(id, line.path("arxiv")), listed, true), id, pairs, papers);
        });
    DataFile.objects(
        folder.resolve("arxiv_venue_same_title.jsonl.gz"),
        line -> {
          String id = line.path("arxiv_id").asText();
          Listing published = published("n" + pairs.size(), line.path("venue"));
          add(new Pair(arxiv(id, line.path("arxiv")), published, true), id, pairs, papers);
        });
    List<Listing> listings =
        pairs.stream().<Listing>mapMulti(LabelledSet::both).distinct().toList();
    return new LabelledSet(
        listings,
        clusters -> {
          long joined =
              pairs.stream().filter(pair -> clusters.together(pair.left(), pair.right())).count();
          PairCounts all =
              PairCounts.afterClosure(
                  listings.stream().map(clusters::paperOf).toList(),
                  listings.stream().map(each -> papers.getOrDefault(each, "")).toList());
          return List.of(
              Finding.count("pairs", pairs.size()),
              Finding.count("joined", joined).atLeast(Math.ceil(0.985 * pairs.size())),
              Finding.count("others joined", all.wrong()).atMost(2));
        });
  }

  private static void add(Pair pair, String id, List<Pair> pairs, Map<Listing, String> papers) {
    pairs.add(pair);
    papers.put(pair.left(), id);
    papers.put(pair.right(), id);
  }

  static Listing arxiv(String id, JsonNode paper) {
    return Listing.of(
            "arxiv-list", id, paper.path("title").asText(), DataFile.names(paper.path("authors")))
        .saying(paper.path("summary").asText())
        .arxiv(id);
  }

  private static Listing published(String sourceId, JsonNode paper) {
    return Listing.of(
            "venues",
            sourceId,
            paper.path("title").asText(),
            List.of(paper.path("author").asText().split(";")))
        .saying(paper.path("abstract").asText())
        .in(paper.path("venue").asText(), DataFile.year(paper.path("year").asText()));
  }

  /// Groups of records with one title. Those of a group without a common author are strangers, and
  /// so are those of two groups; of the others nobody says what they are.
  private static LabelledSet sameTitle(Path file) throws IOException {
    var groups = new ArrayList<List<Listing>>();
    var strangers = new ArrayList<List<Listing>>();
    DataFile.objects(
        file,
        line -> {
          var group = new ArrayList<Listing>();
          for (JsonNode paper : line.path("records")) {
            String id = "g" + groups.size() + "n" + group.size();
            group.add(
                paper.has("venue")
                    ? published(id, paper)
                    : arxiv(paper.path("id").asText(), paper));
          }
          groups.add(group);
          if (line.path("min_author_overlap").asDouble() == 0) {
            strangers.add(group);
          }
        });
    List<Listing> all = groups.stream().flatMap(List::stream).distinct().toList();
    return new LabelledSet(
        all,
        clusters -> {
          long apart = joined(strangers, clusters);
          long within = joined(groups, clusters);
          return List.of(
              Finding.count("groups", groups.size()),
              Finding.none("strangers joined", apart),
              Finding.none("of two groups joined", joined(List.of(all), clusters) - within),
              Finding.count("with common authors, joined", within - apart));
        });
  }

  /// Pairs of one group that came together.
  private static long joined(List<List<Listing>> groups, Clusters clusters) {
    return groups.stream()
        .mapToLong(
            group -> {
              List<String> papers = group.stream().map(clusters::paperOf).toList();
              return PairCounts.afterClosure(papers, papers).found();
            })
        .sum();
  }
}
