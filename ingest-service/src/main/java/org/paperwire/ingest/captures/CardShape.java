package org.paperwire.ingest.captures;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/// Divides the paragraphs between two bylines into cards.
///
/// Titles and abstracts take turns, but a card may lack its abstract or have one of several
/// paragraphs, and nothing marks which is which. So every division has a cost (a title of 600
/// characters, an abstract of five words, a card without one), and the cheapest is taken: found by
/// dynamic programming in one pass, as line breaks are in a paragraph (Knuth and Plass, 1981).
/// Where the turns are regular, that is what comes out.
///
/// @param longAbstracts whether the page shows abstracts at their usual length, so that a short
///   line in the place of one is more likely to be the next title
record CardShape(boolean longAbstracts) {

  private static final int ABSTRACT_CHARACTERS = 300;
  private static final int TITLE_CHARACTERS = 200;

  private static final double MISSING_ABSTRACT = 2;
  private static final double FURTHER_PARAGRAPH = 3;
  private static final double FURTHER_LINE = 1;
  private static final double NEVER = 1e9;

  private static final Pattern SENTENCE = Pattern.compile("(?:[^.][.]|[?!])$|[.?!] \\p{Lu}");
  private static final Pattern ENDS_LIKE_SENTENCE = Pattern.compile("[^.][.]$");
  private static final Pattern ADDRESS = Pattern.compile("https?://|www\\.");

  static CardShape of(List<Paragraph> page) {
    return new CardShape(
        page.stream().anyMatch(paragraph -> paragraph.text().length() > ABSTRACT_CHARACTERS));
  }

  private enum Role {
    TITLE,
    ABSTRACT
  }

  /// One paragraph read in one role: what it costs with the best reading of all above it.
  ///
  /// @param titleOpenedBlock whether the block around it began with a title; inside of a block that
  ///   did not, no card begins
  private record Step(Role role, boolean titleOpenedBlock, double cost, int previous) {}

  /// The cards, each as its paragraphs, the title first.
  List<List<Paragraph>> divide(List<Paragraph> paragraphs) {
    var steps = new ArrayList<List<Step>>();
    for (int i = 0; i < paragraphs.size(); i++) {
      List<Step> above = i == 0 ? List.of() : steps.get(i - 1);
      steps.add(readings(paragraphs.get(i), above));
    }
    return cards(paragraphs, rolesOfTheCheapest(steps));
  }

  private List<Step> readings(Paragraph paragraph, List<Step> above) {
    if (above.isEmpty()) {
      return List.of(new Step(Role.TITLE, true, titleCost(paragraph.text()), -1));
    }
    var readings = new ArrayList<Step>();
    for (Role role : Role.values()) {
      for (boolean opened : new boolean[] {true, false}) {
        cheapest(paragraph, above, role, opened, readings);
      }
    }
    return readings;
  }

  private void cheapest(
      Paragraph paragraph, List<Step> above, Role role, boolean opened, List<Step> readings) {
    double best = NEVER;
    int previous = -1;
    for (int p = 0; p < above.size(); p++) {
      Step step = above.get(p);
      boolean blockOpened = paragraph.opensBlock() ? role == Role.TITLE : step.titleOpenedBlock();
      if (blockOpened != opened || role == Role.TITLE && !blockOpened) {
        continue;
      }
      double cost = step.cost() + cost(paragraph, role, step.role());
      if (cost < best) {
        best = cost;
        previous = p;
      }
    }
    if (previous >= 0) {
      readings.add(new Step(role, opened, best, previous));
    }
  }

  private double cost(Paragraph paragraph, Role role, Role above) {
    return switch (role) {
      case TITLE -> titleCost(paragraph.text()) + (above == Role.TITLE ? MISSING_ABSTRACT : 0);
      case ABSTRACT ->
          abstractCost(paragraph.text())
              + (above == Role.TITLE
                  ? 0
                  : paragraph.opensBlock() ? FURTHER_PARAGRAPH : FURTHER_LINE);
    };
  }

  private static double titleCost(String text) {
    int length = text.length();
    double cost = length <= TITLE_CHARACTERS ? 0 : length <= 300 ? 1 : length <= 500 ? 4 : 8;
    if (length > 60 && ENDS_LIKE_SENTENCE.matcher(text).find()) {
      cost += 1.5;
    }
    return ADDRESS.matcher(text).find() ? cost + 4 : cost;
  }

  private double abstractCost(String text) {
    if (text.length() >= ABSTRACT_CHARACTERS || ADDRESS.matcher(text).find()) {
      return 0;
    }
    if (SENTENCE.matcher(text).find()) {
      return text.length() >= 100 ? 0.5 : 1;
    }
    return longAbstracts ? 5 : text.length() >= 150 ? 2 : 3.9;
  }

  private static List<Role> rolesOfTheCheapest(List<List<Step>> steps) {
    if (steps.isEmpty()) {
      return List.of();
    }
    int at = 0;
    List<Step> last = steps.getLast();
    for (int i = 1; i < last.size(); i++) {
      if (ended(last.get(i)) < ended(last.get(at))) {
        at = i;
      }
    }
    var roles = new ArrayList<Role>();
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i).get(at);
      roles.add(step.role());
      at = step.previous();
    }
    Collections.reverse(roles);
    return roles;
  }

  private static double ended(Step last) {
    return last.cost() + (last.role() == Role.TITLE ? MISSING_ABSTRACT : 0);
  }

  private static List<List<Paragraph>> cards(List<Paragraph> paragraphs, List<Role> roles) {
    var cards = new ArrayList<List<Paragraph>>();
    for (int i = 0; i < paragraphs.size(); i++) {
      if (roles.get(i) == Role.TITLE) {
        cards.add(new ArrayList<>());
      }
      cards.getLast().add(paragraphs.get(i));
    }
    return cards;
  }
}
