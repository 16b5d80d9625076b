package org.paperwire.ingest;

import java.util.Set;

/// Names as catalogues write them, the family name first, in the order in which they are spoken.
public final class PersonName {

  private static final Set<String> SUFFIXES = Set.of("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV");

  private PersonName() {}

  /// Whether this is no name but stands behind one.
  public static boolean isSuffix(String part) {
    return SUFFIXES.contains(part);
  }

  /// `Quill, Ada` with the given names first; `Ink, Jr., Ben` and `Ink, Ben, Jr.` as `Ben Ink Jr.`.
  /// A name with other commas is as it is: nobody can tell what they mean.
  public static String givenFirst(String written) {
    String[] parts = written.strip().split("\\s*,\\s*", -1);
    if (parts.length == 2 && !parts[0].isEmpty()) {
      return isSuffix(parts[1]) ? parts[0] + " " + parts[1] : (parts[1] + " " + parts[0]).strip();
    }
    if (parts.length == 3 && isSuffix(parts[1])) {
      return parts[2] + " " + parts[0] + " " + parts[1];
    }
    if (parts.length == 3 && isSuffix(parts[2])) {
      return parts[1] + " " + parts[0] + " " + parts[2];
    }
    return written.strip();
  }
}
