package org.paperwire.enrich.matching;

/// How alike two words are.
final class Words {

  private Words() {}

  /// 1 for the same word, less for one that is cut off or has a letter or two wrong, else 0.
  static double likeness(String a, String b) {
    if (a.equals(b)) {
      return 1;
    }
    int shorter = Math.min(a.length(), b.length());
    int longer = Math.max(a.length(), b.length());
    if (shorter < 3 || longer - shorter > 2 && !a.startsWith(b) && !b.startsWith(a)) {
      return 0;
    }
    if (shorter >= 4 && (a.startsWith(b) || b.startsWith(a))) {
      return longer - shorter <= 2 ? 0.95 : 0.6;
    }
    if (longer - shorter > 2
        || shorter < 4
        || a.charAt(0) != b.charAt(0) && a.charAt(a.length() - 1) != b.charAt(b.length() - 1)) {
      return 0;
    }
    int distance = distance(a, b, longer >= 8 ? 2 : 1);
    return distance < 0 ? 0 : 1 - distance * 0.8 / shorter;
  }

  /// Edit distance (Levenshtein), negative when above `most`.
  static int distance(String a, String b, int most) {
    if (Math.abs(a.length() - b.length()) > most) {
      return -1;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      int least = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + cost);
        diagonal = above;
        least = Math.min(least, row[j]);
      }
      if (least > most) {
        return -1;
      }
    }
    return row[b.length()] <= most ? row[b.length()] : -1;
  }
}
