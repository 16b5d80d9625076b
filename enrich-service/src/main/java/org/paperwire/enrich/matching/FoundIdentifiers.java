package org.paperwire.enrich.matching;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.paperwire.bibliography.Fingerprint;
import org.paperwire.bibliography.Identifiers;
import org.paperwire.bibliography.Identifiers.Identifier;
import org.paperwire.enrich.records.Content;
import org.paperwire.enrich.records.WorkRecord;

/// The identifiers of a record: those that sources name as such, the arXiv ids inside DBLP keys and
/// DataCite DOIs, and those that a link leads to.
///
/// A link says less than an identifier, as papers also link to what they build on: links count only
/// where they name one id of a namespace of which the record names none itself.
final class FoundIdentifiers {

  private static final Pattern CORR =
      Pattern.compile("journals/corr/abs-(\\d{4})-(\\d{4,5})", Pattern.CASE_INSENSITIVE);
  private static final Pattern DOI_LINK =
      Pattern.compile(
          "(?i:https?://(?:dx\\.|www\\.)?doi\\.org/|https?://dl\\.acm\\.org/doi/(?:abs/|full/|pdf/)?)(10\\.[^?#\\s]+)");
  private static final Pattern ARXIV_LINK =
      Pattern.compile(
          "(?i:https?://(?:www\\.|export\\.)?arxiv\\.org/(?:abs|pdf|html)/)([^?#\\s]+)");
  private static final Pattern HUGGING_FACE_LINK =
      Pattern.compile("(?i:https?://huggingface\\.co/papers/)(\\d{4}\\.\\d{4,5})");
  private static final Pattern ACL_LINK =
      Pattern.compile(
          "(?i:https?://(?:www\\.)?aclanthology\\.org/|https?://(?:www\\.)?aclweb\\.org/anthology/)([A-Za-z0-9.-]+?)(?:\\.pdf)?/?");

  private FoundIdentifiers() {}

  /// Sorted `namespace:value`, at most [Features#IDENTIFIERS_MAX]; of the strongest namespaces when
  /// there are more.
  static List<String> in(WorkRecord record) {
    var named = new TreeSet<String>();
    var linked = new TreeSet<String>();
    for (Content content : record.contents().values()) {
      content
          .identifiers()
          .byNamespace()
          .forEach((namespace, values) -> values.forEach(value -> named(namespace, value, named)));
      content
          .links()
          .forEach(link -> linked(link).map(FoundIdentifiers::text).ifPresent(linked::add));
    }
    Stream.of("arxiv", "doi", "acl")
        .forEach(
            namespace -> {
              SortedSet<String> links = linked.subSet(namespace + ":", namespace + ";");
              if (links.size() == 1 && named.subSet(namespace + ":", namespace + ";").isEmpty()) {
                named.add(links.first());
              }
            });
    if (named.size() <= Features.IDENTIFIERS_MAX) {
      return List.copyOf(named);
    }
    return Identifiers.NAMESPACES.stream()
        .flatMap(namespace -> named.subSet(namespace + ":", namespace + ";").stream())
        .limit(Features.IDENTIFIERS_MAX)
        .sorted()
        .toList();
  }

  private static void named(String namespace, String value, SortedSet<String> named) {
    Identifiers.read(namespace, value).map(FoundIdentifiers::text).ifPresent(named::add);
    if (namespace.equals("dblp")) {
      Matcher corr = CORR.matcher(value);
      if (corr.matches()) {
        Identifiers.read("arxiv", corr.group(1) + "." + corr.group(2))
            .map(FoundIdentifiers::text)
            .ifPresent(named::add);
      }
    }
  }

  private static Optional<Identifier> linked(String link) {
    Matcher arxiv = ARXIV_LINK.matcher(link);
    if (arxiv.matches()) {
      return Identifiers.read("arxiv", arxiv.group(1));
    }
    Matcher huggingFace = HUGGING_FACE_LINK.matcher(link);
    if (huggingFace.matches()) {
      return Identifiers.read("arxiv", huggingFace.group(1));
    }
    Matcher doi = DOI_LINK.matcher(link);
    if (doi.matches()) {
      return Identifiers.read("doi", doi.group(1));
    }
    Matcher acl = ACL_LINK.matcher(link);
    return acl.matches()
        ? Identifiers.read(
            "acl",
            acl.group(1).toUpperCase(Locale.ROOT).startsWith("20")
                ? acl.group(1)
                : acl.group(1).toUpperCase(Locale.ROOT))
        : Optional.empty();
  }

  private static String text(Identifier id) {
    String text = id.namespace() + ":" + id.value();
    return text.length() <= Features.IDENTIFIER_MAX
        ? text
        : id.namespace() + ":#" + new Fingerprint().with(id.value()).base32(26);
  }
}
