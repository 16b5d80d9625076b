package org.paperwire.enrich.tagging;

import java.util.List;
import java.util.Optional;

/// What a vocabulary has a tag for, and the phrases that say it.
record Topic(String tag, Optional<String> label, List<Phrase> phrases) {

  Topic {
    phrases = List.copyOf(phrases);
  }

  /// A phrase, and how particular it is about capitals.
  record Phrase(String text, Spelling spelling) {

    /// As vocabularies write it: "transformer" is found in any case, "RAG" and "LoRA" with just
    /// these capitals.
    static Phrase written(String text) {
      boolean small = text.codePoints().noneMatch(Character::isUpperCase);
      return new Phrase(text, small ? Spelling.ANY : Spelling.AS_WRITTEN);
    }

    /// Whether the words of a text that equal this phrase but for their case are it.
    boolean isSpelled(String found) {
      return switch (spelling) {
        case ANY -> true;
        case AS_WRITTEN -> WordText.withCapitals(found).equals(WordText.withCapitals(text));
        case ACRONYM -> isAcronym(found);
      };
    }

    /// "SAT", "SATs", "IoT" and "3G"; not "sat", nor "Sat" at the start of a sentence, nor "SATS".
    private boolean isAcronym(String found) {
      String letters = WordText.withCapitals(found).strip();
      if (!letters.equalsIgnoreCase(text)) {
        return false;
      }
      long capitals = found.codePoints().filter(Character::isUpperCase).count();
      long small = found.codePoints().filter(Character::isLowerCase).count();
      return capitals >= 2 || (capitals == 1 && small == 0);
    }
  }

  enum Spelling {
    /// Capitals do not matter.
    ANY,
    /// Each letter as in the phrase.
    AS_WRITTEN,
    /// The source of the phrase has lost its capitals; the text must have some.
    ACRONYM
  }
}
