package org.paperwire.enrich.merging;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Addresses of the web: those written in running text, and whether one that a source gives is one.
/// Whatever else a link may be (`javascript:`, `file:`) is none of ours.
final class WebAddresses {

  private static final int LENGTH_MAX = 2_000;
  private static final Pattern WRITTEN = Pattern.compile("(?i:\\bhttps?://)[^\\s<>\"{}|\\\\^`]++");
  private static final String ENDS_NO_ADDRESS = ".,;:!?'’”*";

  private WebAddresses() {}

  /// The addresses in a text, in reading order.
  static List<String> in(String text) {
    if (!text.contains("://")) {
      return List.of();
    }
    return WRITTEN
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .map(WebAddresses::withoutSentence)
        .filter(WebAddresses::isAddress)
        .toList();
  }

  /// Whether this is an http(s) address with a host.
  static boolean isAddress(String link) {
    if (link.length() > LENGTH_MAX) {
      return false;
    }
    try {
      URI address = new URI(link);
      String scheme = address.getScheme();
      return scheme != null
          && (scheme.toLowerCase(Locale.ROOT).equals("http")
              || scheme.toLowerCase(Locale.ROOT).equals("https"))
          && address.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /// Without what belongs to the sentence around it: final punctuation, and brackets that were
  /// opened before it.
  private static String withoutSentence(String address) {
    int end = address.length();
    while (end > 0) {
      char last = address.charAt(end - 1);
      boolean closes =
          last == ')' && count(address, end, '(') < count(address, end, ')')
              || last == ']' && count(address, end, '[') < count(address, end, ']');
      if (!closes && ENDS_NO_ADDRESS.indexOf(last) < 0) {
        break;
      }
      end--;
    }
    return address.substring(0, end);
  }

  private static long count(String text, int end, char wanted) {
    return text.chars().limit(end).filter(c -> c == wanted).count();
  }
}
