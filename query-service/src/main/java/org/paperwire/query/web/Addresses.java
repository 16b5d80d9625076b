package org.paperwire.query.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.paperwire.query.papers.Paper;

/// Where a paper can be read elsewhere.
public final class Addresses {

  /// An address with the words to click on. Always `http` or `https`.
  public record Link(String text, String href) {}

  private static final String UNRESERVED = "-._~/:;()+,";

  private Addresses() {}

  /// The places that its identifiers name, the strongest first.
  static List<Link> identified(Paper paper) {
    var links = new ArrayList<Link>();
    add(links, paper, "arxiv", "arXiv:", "https://arxiv.org/abs/");
    add(links, paper, "doi", "doi:", "https://doi.org/");
    add(links, paper, "acl", "ACL ", "https://aclanthology.org/");
    add(links, paper, "pmid", "PubMed ", "https://pubmed.ncbi.nlm.nih.gov/");
    add(links, paper, "pmcid", "", "https://www.ncbi.nlm.nih.gov/pmc/articles/");
    add(links, paper, "dblp", "DBLP ", "https://dblp.org/rec/");
    return links;
  }

  private static void add(
      List<Link> links, Paper paper, String namespace, String label, String base) {
    for (String value : paper.identifiers().getOrDefault(namespace, List.of())) {
      links.add(new Link(label + value, base + path(value)));
    }
  }

  /// The addresses that sources give, by the name of their host. Anything but `http` and `https` is
  /// left out.
  static List<Link> given(Paper paper) {
    return paper.links().stream().flatMap(link -> web(link).stream()).toList();
  }

  private static Optional<Link> web(String address) {
    try {
      URI uri = new URI(address);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
        return Optional.empty();
      }
      String host = uri.getHost().replaceFirst("^www\\.", "");
      String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("/$", "");
      return Optional.of(new Link(host + path, uri.toASCIIString()));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /// An identifier as a path: slashes stay, all else that means something in an address is encoded.
  static String path(String value) {
    var path = new StringBuilder();
    value
        .codePoints()
        .forEach(
            c -> {
              boolean plain =
                  c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
              if (plain) {
                path.appendCodePoint(c);
              } else {
                path.append(parameter(Character.toString(c)));
              }
            });
    return path.toString();
  }

  /// A value as it stands in a query.
  static String parameter(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
