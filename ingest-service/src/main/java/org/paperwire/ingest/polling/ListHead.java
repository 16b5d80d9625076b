package org.paperwire.ingest.polling;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// What a list says of itself: whether it is whole, how many things are in it, of when it is, and
/// where it goes on. Read apart from the things in it, so that what a parser found can be compared
/// with what was there.
public sealed interface ListHead {

  /// A list to its end: a JSON array, RSS, Atom, or an answer of OAI-PMH.
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
    int first = firstCharacter(body);
    try {
      return switch (first) {
        case '[', '{' -> json(body);
        case '<' -> xml(body);
        case -1 -> new Broken("an empty body");
        default -> new Broken("neither JSON nor XML");
      };
    } catch (IOException e) {
      return new Broken("JSON that is malformed or ends early");
    } catch (XMLStreamException e) {
      return new Broken("XML that is malformed or ends early");
    }
  }

  private static int firstCharacter(byte[] body) {
    for (byte character : body) {
      boolean isMark =
          character == (byte) 0xEF || character == (byte) 0xBB || character == (byte) 0xBF;
      if (!isMark && character > ' ') {
        return character;
      }
    }
    return -1;
  }

  private static ListHead json(byte[] body) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(body)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        return new Broken("a JSON object where a list is expected");
      }
      int things = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (parser.currentToken() == null) {
          return new Broken("JSON that ends early");
        }
        parser.skipChildren();
        things++;
      }
      return parser.nextToken() == null
          ? new Whole(things, Optional.empty(), Optional.empty(), Optional.empty())
          : new Broken("more than one JSON value");
    }
  }

  private static ListHead xml(byte[] body) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(body));
      return new XmlHead(reader).read();
    } catch (IllegalStateException | java.util.MissingResourceException e) {
      // The JDK's reader throws these over some documents that are not well-formed.
      throw new XMLStreamException(e);
    }
  }
}
