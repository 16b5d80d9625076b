package org.paperwire.ingest.polling;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.EOFException;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jdom2.Element;
import org.paperwire.ingest.feeds.JsonFeed;
import org.paperwire.ingest.xml.SafeXml;

/// What a list says of itself: whether it is whole, how many things are in it, of when it is, and
/// where it goes on. Read apart from the things in it, so that what a parser found can be compared
/// with what was there.
public sealed interface ListHead {

  /// A list to its end: a JSON array, a JSON Feed, RSS, Atom, or an answer of OAI-PMH.
  ///
  /// @param things entries, items or records
  /// @param dated of when it is, as it says itself
  /// @param next resumption token
  /// @param error code of OAI-PMH
  record Whole(int things, Optional<Instant> dated, Optional<String> next, Optional<String> error)
      implements ListHead {}

  /// Something else, or not to its end.
  record Broken(String detail) implements ListHead {}

  /// Reads it.
  static ListHead read(byte[] body) {
    if (SafeXml.looksLikeIt(body)) {
      return xml(body);
    }
    try {
      return json(body);
    } catch (IOException e) {
      return new Broken("neither XML nor whole JSON");
    }
  }

  private static ListHead json(byte[] body) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(body)) {
      JsonToken first = parser.nextToken();
      Optional<Integer> things =
          first == JsonToken.START_ARRAY
              ? Optional.of(elements(parser))
              : first == JsonToken.START_OBJECT ? items(parser) : Optional.empty();
      if (things.isEmpty()) {
        return new Broken("JSON that is neither an array nor a JSON Feed");
      }
      return parser.nextToken() == null
          ? new Whole(things.get(), Optional.empty(), Optional.empty(), Optional.empty())
          : new Broken("more than one JSON value");
    }
  }

  /// How many there are to the end of an array.
  private static int elements(JsonParser parser) throws IOException {
    int things = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == null) {
        throw new EOFException("an array that does not end");
      }
      parser.skipChildren();
      things++;
    }
    return things;
  }

  /// How many items a JSON Feed has. Empty when the object is none.
  private static Optional<Integer> items(JsonParser parser) throws IOException {
    Optional<Integer> items = Optional.empty();
    boolean isFeed = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("version") && value == JsonToken.VALUE_STRING) {
        isFeed = JsonFeed.isVersion(parser.getText());
      } else if (name.equals("items") && value == JsonToken.START_ARRAY) {
        items = Optional.of(elements(parser));
      } else {
        parser.skipChildren();
      }
    }
    return isFeed ? items : Optional.empty();
  }

  private static ListHead xml(byte[] body) {
    return switch (SafeXml.read(body)) {
      case SafeXml.Document(Element root) -> XmlHead.of(root);
      case SafeXml.NotXml(_, String detail) -> new Broken(detail);
    };
  }
}
