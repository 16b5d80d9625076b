package org.paperwire.query.comparison;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.paperwire.query.papers.Paper;

/// What became of one paper.
///
/// @param change what
/// @param id of the paper
/// @param title of it
/// @param fields that differ, where it is the same paper
/// @param tagsAdded tags that it has on the other side only
/// @param tagsRemoved tags that it has no longer there
/// @param papers where its records are on the other side, or where they came from
@Serdeable
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Difference(
    String change,
    String id,
    Optional<String> title,
    List<String> fields,
    List<String> tagsAdded,
    List<String> tagsRemoved,
    List<String> papers) {

  /// What may become of a paper.
  public enum Kind {
    /// Nothing but its tags differs.
    RETAGGED,
    /// It is the same paper, and fields of it differ.
    CHANGED,
    /// Its records belong to another paper, with those of others.
    MERGED,
    /// Its records are on their own, or in several papers.
    SPLIT,
    /// The same records are a paper of another id.
    MOVED,
    /// None of its records was there before.
    ADDED,
    /// None of its records is there any more.
    MISSING,
    /// An id that was merged away leads elsewhere, or no longer.
    REDIRECTED;

    /// The word for it.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Difference {
    fields = List.copyOf(fields);
    tagsAdded = List.copyOf(tagsAdded);
    tagsRemoved = List.copyOf(tagsRemoved);
    papers = List.copyOf(papers);
  }

  static Difference of(Kind kind, Paper paper, List<String> papers) {
    return new Difference(
        kind.word(),
        paper.id(),
        Optional.of(paper.title()).filter(title -> !title.isEmpty()),
        List.of(),
        List.of(),
        List.of(),
        papers);
  }
}
