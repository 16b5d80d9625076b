package org.paperwire.query.web;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.query.papers.Paper;
import org.paperwire.query.web.Addresses.Link;

/// A paper as it is shown: what the templates need, decided here.
///
/// @param paper all of it
/// @param marked field to HTML with the words of a search marked
public record Card(Paper paper, Map<String, String> marked) {

  private static final int AUTHORS_SHOWN = 4;
  private static final int TAGS_SHOWN = 8;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

  static Card of(Paper paper) {
    return new Card(paper, Map.of());
  }

  /// Our own page about it.
  public String page() {
    return "/papers/" + paper.id();
  }

  /// Where its title leads: out to the paper itself, where an identifier says where that is.
  public String titleLink() {
    List<Link> links = identifiers();
    return links.isEmpty() ? page() : links.getFirst().href();
  }

  public boolean leadsOut() {
    return !identifiers().isEmpty();
  }

  public List<Link> identifiers() {
    return Addresses.identified(paper);
  }

  public List<Link> links() {
    return Addresses.given(paper);
  }

  /// Authors, or how many, or the organisation.
  public String byline() {
    List<String> names = paper.authors().stream().map(Paper.Author::name).toList();
    var parts = new ArrayList<String>();
    if (!names.isEmpty()) {
      int more = names.size() - AUTHORS_SHOWN;
      // "and 1 more" takes the place of the name it hides
      String shown = String.join(", ", more > 1 ? names.subList(0, AUTHORS_SHOWN) : names);
      parts.add(more > 1 ? shown + " and " + more + " more" : shown);
    } else {
      paper
          .authorCount()
          .ifPresent(count -> parts.add(count == 1 ? "1 author" : count + " authors"));
    }
    paper.organisation().ifPresent(parts::add);
    return String.join(" · ", parts);
  }

  public List<String> allAuthors() {
    return paper.authors().stream().map(Paper.Author::name).toList();
  }

  /// The date it was published, or else listed, as a person writes it; empty when neither is known.
  public String date() {
    return paper
        .publishedAt()
        .or(paper::listedAt)
        .flatMap(PartialDate::parse)
        .map(Card::written)
        .orElse("");
  }

  /// The same for programs.
  public String isoDate() {
    return paper.publishedAt().or(paper::listedAt).orElse("");
  }

  public String listed() {
    return paper.listedAt().flatMap(PartialDate::parse).map(Card::written).orElse("");
  }

  private static String written(PartialDate date) {
    LocalDate first = date.earliest();
    return switch (date.iso().length()) {
      case 4 -> date.iso();
      case 7 -> MONTH.format(first);
      default -> DAY.format(first);
    };
  }

  public List<TagLink> tags() {
    List<TagLink> all = allTags();
    return all.size() <= TAGS_SHOWN ? all : all.subList(0, TAGS_SHOWN);
  }

  public int tagsHidden() {
    return allTags().size() - tags().size();
  }

  /// Tags, each once, as a person writes them.
  public List<TagLink> allTags() {
    var seen = new LinkedHashSet<String>();
    var tags = new ArrayList<TagLink>();
    for (Paper.Tag tag : paper.tags()) {
      if (seen.add(tag.tag())) {
        String found =
            tag.evidence().stream()
                .map(e -> "“" + e.text() + "” in " + e.field())
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        tags.add(
            new TagLink(
                tag.label().orElse(tag.tag()),
                "/?tag=" + Addresses.parameter(tag.tag()),
                tag.origin(),
                found));
      }
    }
    return tags;
  }

  /// A tag with where it leads, who gave it and why.
  public record TagLink(String text, String href, String origin, String evidence) {}

  /// The sources that showed it.
  public List<String> sources() {
    return paper.sightings().stream().map(Paper.Sighting::source).distinct().toList();
  }

  public Optional<String> abstractText() {
    return paper.abstractText();
  }

  /// `1 comment`, `14 comments`; empty when nobody counted.
  public String comments() {
    return paper.comments().map(n -> n == 1 ? "1 comment" : n + " comments").orElse("");
  }

  public String upvotes() {
    return paper.upvotes().map(n -> n == 1 ? "1 upvote" : n + " upvotes").orElse("");
  }
}
