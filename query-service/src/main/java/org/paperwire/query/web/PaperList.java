package org.paperwire.query.web;

import java.util.List;
import java.util.Optional;

/// A page of papers.
///
/// @param heading what they are
/// @param summary how many, or which
/// @param next address of the next page
/// @param first whether this is the first page of the list
/// @param building whether the view is still reading what there is
public record PaperList(
    String heading,
    String summary,
    List<Card> cards,
    Optional<String> next,
    boolean first,
    boolean building) {}
