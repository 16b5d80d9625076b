package org.paperwire.ingest.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdom2.Element;
import org.jdom2.Namespace;

/// What parsers ask elements for. Names are local ones; where a document mixes vocabularies, the
/// namespace is given too.
public final class Xml {

  private Xml() {}

  /// The children in the namespace of their parent.
  public static List<Element> children(Element parent, String name) {
    return parent.getChildren(name, parent.getNamespace());
  }

  /// The first child in the namespace of its parent.
  public static Optional<Element> child(Element parent, String name) {
    return Optional.ofNullable(parent.getChild(name, parent.getNamespace()));
  }

  /// What is reached by going down through the first child of each name.
  public static Optional<Element> at(Element parent, String... path) {
    Optional<Element> at = Optional.of(parent);
    for (String name : path) {
      at = at.flatMap(element -> child(element, name));
    }
    return at;
  }

  /// The text of a child in the namespace of its parent, with everything inside of it.
  public static Optional<String> text(Element parent, String name) {
    return child(parent, name).map(Element::getValue).filter(text -> !text.isBlank());
  }

  /// The text of a child in another namespace.
  public static Optional<String> text(Element parent, String uri, String name) {
    return Optional.ofNullable(parent.getChildText(name, Namespace.getNamespace(uri)))
        .filter(text -> !text.isBlank());
  }

  /// The texts of all children of this name.
  public static List<String> texts(Element parent, String name) {
    return children(parent, name).stream()
        .map(Element::getValue)
        .filter(text -> !text.isBlank())
        .toList();
  }

  /// An attribute without namespace.
  public static Optional<String> attribute(Element element, String name) {
    return Optional.ofNullable(element.getAttributeValue(name)).filter(text -> !text.isBlank());
  }

  /// All elements of this name below one, wherever they are and whatever namespace they are in, in
  /// the order of the document; nothing inside of a found one.
  public static List<Element> below(Element root, String name) {
    var found = new ArrayList<Element>();
    collect(root, name, found);
    return found;
  }

  private static void collect(Element element, String name, List<Element> found) {
    for (Element child : element.getChildren()) {
      if (child.getName().equals(name)) {
        found.add(child);
      } else {
        collect(child, name, found);
      }
    }
  }
}
