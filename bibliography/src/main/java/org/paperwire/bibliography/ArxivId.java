package org.paperwire.bibliography;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An arXiv identifier in canonical form, without version: `2409.02877`, or `math/0611800` with its
/// archive and without the subject class.
///
/// The rules are arXiv's own (arxiv.org/help/arxiv_identifier): YYMM.NNNN from 0704 to 1412,
/// YYMM.NNNNN from 1501, and archive/YYMMNNN before, from 9107 to 0703. Made by [#parse].
public final class ArxivId {

  /// An id with the version it was written with, if any.
  public record Versioned(ArxivId id, OptionalInt version) {}

  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?:(?i:https?://)?(?i:www\\.|export\\.)?(?i:arxiv\\.org)/(?:abs|pdf|html)/|(?i:oai:arxiv\\.org:)|(?i:arxiv:)\\s*)?"
              + "(?:(?<month>\\d{4})\\.(?<number>\\d{4,5})|(?<archive>[a-z]+(?:-[a-z]+)*)(?:\\.[A-Z]{2})?/(?<old>\\d{7}))"
              + "(?:v(?<version>[1-9]\\d{0,3}))?(?:\\.pdf)?");

  private final String value;

  private ArxivId(String value) {
    this.value = value;
  }

  /// Reads an id as sources write it: bare, after `arXiv:` or `oai:arXiv.org:`, or as an address of
  /// arxiv.org, with or without version. Empty when it is none.
  public static Optional<Versioned> parse(String text) {
    Matcher written = WRITTEN.matcher(text.strip());
    if (!written.matches()) {
      return Optional.empty();
    }
    OptionalInt version =
        written.group("version") == null
            ? OptionalInt.empty()
            : OptionalInt.of(Integer.parseInt(written.group("version")));
    boolean valid;
    String value;
    if (written.group("archive") == null) {
      int month = Integer.parseInt(written.group("month"));
      int digits = written.group("number").length();
      valid = isMonth(month) && (month >= 1501 ? digits == 5 : month >= 704 && digits == 4);
      value = written.group("month") + "." + written.group("number");
    } else {
      int month = Integer.parseInt(written.group("old").substring(0, 4));
      valid = isMonth(month) && (month >= 9107 || month <= 703);
      value = written.group("archive") + "/" + written.group("old");
    }
    return valid ? Optional.of(new Versioned(new ArxivId(value), version)) : Optional.empty();
  }

  private static boolean isMonth(int yearAndMonth) {
    int month = yearAndMonth % 100;
    return month >= 1 && month <= 12;
  }

  /// `2409.02877` or `math/0611800`.
  public String value() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ArxivId id && id.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
