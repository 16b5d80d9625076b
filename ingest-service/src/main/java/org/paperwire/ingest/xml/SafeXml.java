package org.paperwire.ingest.xml;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import org.jdom2.Element;
import org.jdom2.IllegalAddException;
import org.jdom2.IllegalDataException;
import org.jdom2.IllegalNameException;
import org.jdom2.JDOMException;
import org.jdom2.input.StAXStreamBuilder;
import org.jdom2.output.Format;
import org.jdom2.output.XMLOutputter;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.Reason;

/// Reads XML of strangers.
///
/// - A document type is cut off before the parser sees it, and the parser refuses to read one:
///   there are no entities but XML's own five, so none expands, and no address to fetch anything
///   from.
/// - The factory is the JDK's by name: what else is on the class path changes nothing.
/// - Depth and the number of elements have a limit ([Limits]); so has the length, before it is
///   here.
public final class SafeXml {

  /// What bytes turned out to be.
  public sealed interface Outcome {}

  /// XML, whole.
  public record Document(Element root) implements Outcome {}

  /// No XML.
  public record NotXml(Reason reason, String detail) implements Outcome {}

  private static final XMLInputFactory FACTORY = factory();
  private static final XMLOutputter OUT = new XMLOutputter(Format.getRawFormat());

  private SafeXml() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty("jdk.xml.dtd.support", "deny");
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    // Ours comes first, and says so.
    factory.setProperty("jdk.xml.maxElementDepth", "0");
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("nothing is fetched from inside a document");
        });
    return factory;
  }

  /// Whether bytes begin as XML or HTML does, in any charset.
  public static boolean looksLikeIt(byte[] bytes) {
    for (byte b : bytes) {
      int c = b & 0xFF;
      if (c == '<') {
        return true;
      }
      // Marks of byte order, blanks, and the empty halves of wide characters.
      if (c > ' ' && c != 0xEF && c != 0xBB && c != 0xBF && c != 0xFE && c != 0xFF) {
        return c == 0x4C && bytes.length > 3 && bytes[1] == 0x6F && (bytes[2] & 0xFF) == 0xA7;
      }
    }
    return false;
  }

  /// Reads a document.
  public static Outcome read(byte[] bytes) {
    return switch (XmlCharset.decode(bytes)) {
      case XmlCharset.Text(String text) -> read(text);
      case XmlCharset.NoText(String detail) -> new NotXml(Reason.CHARSET_MALFORMED, detail);
    };
  }

  /// Reads a document that is text already, whatever charset it declares.
  public static Outcome read(String text) {
    Prepared prepared = Prepared.of(text);
    if (prepared.declaresEntities()) {
      return malformed("a document type with declarations, none of which are read");
    }
    try {
      var reader = new Bounded(FACTORY.createXMLStreamReader(new StringReader(prepared.content())));
      return new Document(new StAXStreamBuilder().build(reader).detachRootElement());
    } catch (XMLStreamException | JDOMException e) {
      return malformed(described(e));
    } catch (IllegalNameException | IllegalDataException | IllegalAddException e) {
      // What the parser lets pass and the tree does not: names and namespaces that are none.
      return malformed("no XML: a name or a namespace that is none");
    } catch (TooMuch e) {
      return new NotXml(Reason.TOO_LARGE, e.detail);
    }
  }

  private static NotXml malformed(String detail) {
    return new NotXml(Reason.XML_MALFORMED, detail);
  }

  /// What is wrong and where, without what was sent.
  private static String described(Exception e) {
    Throwable cause = e.getCause() instanceof XMLStreamException inner ? inner : e;
    return cause instanceof XMLStreamException at && at.getLocation() != null
        ? "no XML any more at line %d, column %d"
            .formatted(at.getLocation().getLineNumber(), at.getLocation().getColumnNumber())
        : "no XML";
  }

  /// An element as it came, with the namespaces that it is in, so that it can be read by itself.
  public static Raw raw(Element element) {
    return new Raw(Bytes.of(OUT.outputString(element)), "application/xml");
  }

  private static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String detail;

    TooMuch(String detail) {
      super(detail, null, false, false);
      this.detail = detail;
    }
  }

  /// Stops where there is more of anything than there may be.
  private static final class Bounded extends StreamReaderDelegate {

    private int depth;
    private int elements;

    Bounded(XMLStreamReader reader) {
      super(reader);
    }

    @Override
    public int next() throws XMLStreamException {
      int event = super.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
        elements += 1 + getAttributeCount() + getNamespaceCount();
        if (depth > Limits.XML_DEPTH_MAX) {
          throw new TooMuch(
              "more than %d elements inside of another".formatted(Limits.XML_DEPTH_MAX));
        }
        if (elements > Limits.XML_ELEMENTS_MAX) {
          throw new TooMuch(
              "more than %d elements and attributes".formatted(Limits.XML_ELEMENTS_MAX));
        }
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
      return event;
    }
  }
}
