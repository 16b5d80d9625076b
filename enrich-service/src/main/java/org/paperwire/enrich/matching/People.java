package org.paperwire.enrich.matching;

/// Whether authors are the same people.
final class People {

  private People() {}

  /// How many of the fewer authors are among the others, each counted by how sure that is.
  static double inCommon(Profile fewer, Profile more) {
    boolean[] taken = new boolean[more.surnames.size()];
    double sum = 0;
    for (int i = 0; i < fewer.surnames.size(); i++) {
      double best = 0;
      int at = -1;
      for (int j = 0; j < taken.length; j++) {
        if (!taken[j]) {
          double likeness = likeness(fewer, i, more, j);
          if (likeness > best) {
            best = likeness;
            at = j;
          }
        }
      }
      if (at >= 0) {
        taken[at] = true;
        sum += best;
      }
    }
    return sum;
  }

  static double likeness(Profile a, int i, Profile b, int j) {
    double surname = surnames(a.surnames.get(i), b.surnames.get(j));
    return surname == 0
        ? turnedRound(a, i, b, j)
        : surname * initials(a.initials.get(i), b.initials.get(j));
  }

  /// "n alexandros" may be "a nanopoulos" with its names turned round.
  private static double turnedRound(Profile a, int i, Profile b, int j) {
    String initialsOfA = a.initials.get(i);
    String initialsOfB = b.initials.get(j);
    return !initialsOfA.isEmpty()
            && !initialsOfB.isEmpty()
            && initialsOfA.indexOf(b.surnames.get(j).charAt(0)) >= 0
            && initialsOfB.indexOf(a.surnames.get(i).charAt(0)) >= 0
        ? 0.4
        : 0;
  }

  private static double surnames(String a, String b) {
    if (a.equals(b)) {
      return 1;
    }
    int shorter = Math.min(a.length(), b.length());
    if (shorter < 3) {
      return 0;
    }
    if (shorter >= 4 && (a.endsWith(b) || b.endsWith(a) || a.startsWith(b) || b.startsWith(a))) {
      return 0.85;
    }
    int most = shorter >= 7 ? 2 : 1;
    int distance = Words.distance(a, b, most);
    return distance < 0 ? 0 : 1 - 0.15 * distance - 0.3 / shorter;
  }

  /// Initials that one source leaves out say nothing; others contradict.
  private static double initials(String a, String b) {
    if (a.isEmpty() || b.isEmpty()) {
      return 0.9;
    }
    if (a.charAt(0) == b.charAt(0)) {
      return 1;
    }
    return a.indexOf(b.charAt(0)) >= 0 || b.indexOf(a.charAt(0)) >= 0 ? 0.8 : 0.4;
  }
}
