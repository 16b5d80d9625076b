package org.paperwire.enrich.matching;

import java.util.List;
import java.util.Set;

/// Titles that name no paper of their own: "Preface", "Guest editorial", "Introduction to the
/// special issue on owls".
final class GenericTitle {

  /// What says nothing among these.
  private static final Set<String> PASSED_OVER =
      Set.of(
          "the", "a", "an", "guest", "editor", "editors", "s", "chair", "chairs", "from", "of",
          "by", "on", "to", "this", "for", "in", "and");

  /// Titles without what is passed over.
  private static final Set<String> TITLES =
      Set.of(
          "preface",
          "editorial",
          "foreword",
          "introduction",
          "message",
          "letter",
          "notes",
          "notice",
          "announcement",
          "announcements",
          "contents",
          "index",
          "author index",
          "acknowledgments",
          "acknowledgements",
          "errata",
          "erratum",
          "corrigendum",
          "book review",
          "book reviews",
          "reviewers",
          "list reviewers",
          "panel",
          "panel discussion",
          "keynote",
          "tutorial",
          "tutorials",
          "workshop",
          "workshops",
          "workshops tutorials",
          "abstracts",
          "invited talk",
          "invited talks",
          "conclusion",
          "conclusions",
          "summary",
          "discussion",
          "comment",
          "comments",
          "reply",
          "response",
          "obituary",
          "memoriam",
          "welcome",
          "welcome message",
          "organizing committee",
          "program committee",
          "committees",
          "front matter",
          "back matter",
          "title page",
          "copyright",
          "column",
          "note",
          "news",
          "report",
          "untitled",
          "title",
          "no title",
          "special issue",
          "special section",
          "introduction special issue",
          "introduction special section",
          "tribute",
          "issue",
          "interview",
          "highlights",
          "overview",
          "survey",
          "reminiscences influential papers",
          "table contents",
          "treasurers message",
          "proceedings",
          "editors notes",
          "editorial board",
          "call papers",
          "title foreword");

  /// How such titles begin, again without what is passed over.
  private static final List<String> BEGINNINGS =
      List.of(
          "introduction special issue ",
          "introduction special section ",
          "foreword special ",
          "preface special ",
          "editorial special ",
          "special issue ",
          "message program ",
          "message general ",
          "call papers ",
          "report program ",
          "proceedings ");

  private static final int LENGTH_MAX = 90;

  private GenericTitle() {}

  /// @param title its words with blanks between
  static boolean is(String title) {
    if (title.isEmpty() || title.length() > LENGTH_MAX) {
      return false;
    }
    var left = new StringBuilder(title.length());
    int from = 0;
    while (from < title.length()) {
      int end = title.indexOf(' ', from);
      end = end < 0 ? title.length() : end;
      String word = title.substring(from, end);
      if (!PASSED_OVER.contains(word) && !isNumber(word)) {
        left.append(left.isEmpty() ? "" : " ").append(word);
      }
      from = end + 1;
    }
    String words = left.toString();
    return words.isEmpty()
        || TITLES.contains(words)
        || BEGINNINGS.stream().anyMatch(words::startsWith);
  }

  private static boolean isNumber(String word) {
    return word.chars().allMatch(Character::isDigit);
  }
}
