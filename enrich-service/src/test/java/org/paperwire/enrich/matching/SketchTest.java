package org.paperwire.enrich.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SketchTest {

  private static List<String> words(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "word" + i).toList();
  }

  private static Sketch sketch(List<String> words) {
    return Sketch.of(String.join(" ", words));
  }

  private static double jaccard(List<String> a, List<String> b) {
    Set<String> one = pairs(a);
    Set<String> other = pairs(b);
    Set<String> all = new HashSet<>(one);
    all.addAll(other);
    one.retainAll(other);
    return one.size() / (double) all.size();
  }

  private static Set<String> pairs(List<String> words) {
    Set<String> pairs = new HashSet<>();
    for (int i = 1; i < words.size(); i++) {
      pairs.add(words.get(i - 1) + " " + words.get(i));
    }
    return pairs;
  }

  /// Five standard errors.
  @Property(tries = 200)
  void theLikenessIsTheShareOfWordPairsInCommon(
      @ForAll @IntRange(max = 200) int changed, @ForAll Random random) {
    List<String> text = words(0, 200);
    List<String> revised = new ArrayList<>(text);
    for (int i = 0; i < changed; i++) {
      revised.set(random.nextInt(revised.size()), "other" + i);
    }

    assertThat(sketch(text).likeness(sketch(revised)))
        .isCloseTo(jaccard(text, revised), within(0.2));
  }

  @Test
  void aTextThatWasCutOffIsRecognised() {
    assertThat(sketch(words(0, 200)).overlap(sketch(words(0, 80)))).isGreaterThan(0.8);
  }

  @Test
  void aTextRewrittenAtTheSameLengthIsNotACutOne() {
    Sketch one = sketch(words(0, 180));
    Sketch other = sketch(words(30, 210));

    assertThat(one.overlap(other)).isEqualTo(one.likeness(other)).isLessThan(0.85);
  }

  @Test
  void aFewWordsSayNothing() {
    assertThat(sketch(words(0, 5))).isEqualTo(Sketch.NONE);
    assertThat(Sketch.NONE.likeness(sketch(words(0, 50)))).isZero();
  }
}
