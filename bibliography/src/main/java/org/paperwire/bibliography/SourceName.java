package org.paperwire.bibliography;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name of a source: `[a-z][a-z0-9-]*`, at most 64 characters, and none of the identifier
/// namespaces (a source named `arxiv` could claim any arXiv id as its own).
public record SourceName(String value) implements Comparable<SourceName> {

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,63}");

  /// Where nothing says who the source is.
  public static final SourceName UNKNOWN = new SourceName("unknown");

  /// Refuses any other form; use [#parse] for anything that comes from outside.
  public SourceName {
    if (!isName(value)) {
      throw new IllegalArgumentException(
          "a source name is [a-z][a-z0-9-]*, at most 64 characters and no identifier namespace, not "
              + value);
    }
  }

  public static Optional<SourceName> parse(String text) {
    return isName(text) ? Optional.of(new SourceName(text)) : Optional.empty();
  }

  /// The source that speaks under the name of a host: `blog.example.org` is `blog-example-org`.
  /// Empty when that is no name.
  public static Optional<SourceName> ofHost(String host) {
    return parse(host.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
  }

  private static boolean isName(String text) {
    return FORM.matcher(text).matches()
        && !Identifiers.NAMESPACES.contains(text)
        && !text.equals("text");
  }

  @Override
  public int compareTo(SourceName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
