package org.paperwire.enrich.matching.evaluation;

import java.util.Locale;

/// What was found of what is so.
record Counts(int found, int wrong, int missed) {

  static final Counts NONE = new Counts(0, 0, 0);

  Counts and(boolean said, boolean so) {
    return new Counts(
        found + (said && so ? 1 : 0),
        wrong + (said && !so ? 1 : 0),
        missed + (!said && so ? 1 : 0));
  }

  double precision() {
    return found / (double) Math.max(1, found + wrong);
  }

  double recall() {
    return found / (double) Math.max(1, found + missed);
  }

  double f1() {
    return 2.0 * found / Math.max(1, 2 * found + wrong + missed);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "P %.4f R %.4f F1 %.4f (found %d, wrong %d, missed %d)",
        precision(),
        recall(),
        f1(),
        found,
        wrong,
        missed);
  }
}
