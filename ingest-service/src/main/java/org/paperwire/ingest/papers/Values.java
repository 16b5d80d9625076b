package org.paperwire.ingest.papers;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.paperwire.ingest.Author;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.PlainText;

/// Reads the values of fields. The parser stands on the value's first token before, and on its last
/// one after.
record Values(JsonParser json) {

  /// A text; `null` and what is blank once it is plain text are no text.
  Optional<String> text(String field, int charactersMax) throws IOException, Refused {
    return switch (json.currentToken()) {
      case VALUE_NULL -> Optional.empty();
      case VALUE_STRING ->
          Refused.atMost(
              charactersMax,
              field,
              Optional.of(PlainText.fold(json.getText())).filter(text -> !text.isEmpty()));
      default -> throw Refused.wrongType(field, "a string");
    };
  }

  /// A text that sources also write as a number: an id.
  Optional<String> textOrNumber(String field, int charactersMax) throws IOException, Refused {
    return json.currentToken() == JsonToken.VALUE_NUMBER_INT
        ? Optional.of(Refused.atMost(charactersMax, field, json.getText()))
        : text(field, charactersMax);
  }

  /// A whole number, also as a string of digits.
  OptionalInt number(String field, int min, int max) throws IOException, Refused {
    Optional<String> digits = textOrNumber(field, Limits.TEXT_CHARACTERS_MAX);
    if (digits.isEmpty()) {
      return OptionalInt.empty();
    }
    String expected = "a whole number from %d to %d".formatted(min, max);
    if (!digits.get().matches("\\d{1,9}")) {
      throw Refused.wrongType(field, expected);
    }
    int number = Integer.parseInt(digits.get());
    if (number < min || number > max) {
      throw Refused.wrongType(field, expected);
    }
    return OptionalInt.of(number);
  }

  /// Texts in their order; blank ones and repetitions are left out.
  List<String> texts(String field, int charactersMax, int entriesMax) throws IOException, Refused {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return List.of();
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw Refused.wrongType(field, "an array of strings");
    }
    var texts = new ArrayList<String>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      text(field, charactersMax).ifPresent(texts::add);
      refuseMoreThan(entriesMax, field, texts);
    }
    return texts.stream().distinct().toList();
  }

  /// One text or an array of them.
  List<String> oneOrMore(String field, int charactersMax) throws IOException, Refused {
    return json.currentToken() == JsonToken.START_ARRAY
        ? texts(field, charactersMax, Limits.LIST_ENTRIES_MAX)
        : textOrNumber(field, charactersMax).stream().toList();
  }

  /// `["Ada Lovelace", {"name": "Alan Turing", "affiliation": "Princeton"}]`
  List<Author> authors() throws IOException, Refused {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return List.of();
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw Refused.wrongType("authors", "an array of names");
    }
    var authors = new ArrayList<Author>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        author().ifPresent(authors::add);
      } else {
        text("authors", Limits.TEXT_CHARACTERS_MAX).map(Author::named).ifPresent(authors::add);
      }
      refuseMoreThan(Limits.AUTHORS_MAX, "authors", authors);
    }
    return authors;
  }

  private Optional<Author> author() throws IOException, Refused {
    Optional<String> name = Optional.empty();
    Optional<String> affiliation = Optional.empty();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "name" -> name = text("authors.name", Limits.TEXT_CHARACTERS_MAX);
        case "affiliation" -> affiliation = text("authors.affiliation", Limits.TEXT_CHARACTERS_MAX);
        default -> json.skipChildren();
      }
    }
    Optional<String> at = affiliation;
    return name.map(known -> new Author(known, at));
  }

  private static void refuseMoreThan(int max, String field, List<?> entries) throws Refused {
    if (entries.size() > max) {
      throw Refused.tooLarge(field, max, "entries");
    }
  }
}
