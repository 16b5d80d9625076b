package org.paperwire.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every target over mutated seeds: 500 inputs each, or as many as `-Dfuzz.inputs` says. The seed
/// is printed; `-Dfuzz.seed` gives the same inputs again, and `-Dfuzz.from` begins with a later
/// one.
class MutationsTest {

  private static final int INPUTS = Integer.getInteger("fuzz.inputs", 500);
  private static final long FROM = Long.getLong("fuzz.from", 0);
  private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());

  @ParameterizedTest
  @EnumSource
  @Timeout(1_200)
  void noInputMakesAParserBreakItsPromises(Target target) throws IOException {
    System.out.printf("%s: %d inputs, -Dfuzz.seed=%d%n", target, INPUTS, SEED);
    var mutations = new Mutations(Seeds.of(target), SEED);
    for (long n = FROM; n < FROM + INPUTS; n++) {
      byte[] input = mutations.input(n);
      try {
        target.check(input);
      } catch (RuntimeException | Error failure) {
        Path file = Path.of("target/fuzz", target + "-" + SEED + "-" + n);
        Files.createDirectories(file.getParent());
        Files.write(file, input);
        throw new AssertionError(
            "%s failed over %s: -Dfuzz.seed=%d -Dfuzz.from=%d -Dfuzz.inputs=1"
                .formatted(target, file, SEED, n),
            failure);
      }
    }
  }

  @Test
  void anInputIsAFunctionOfItsNumber() {
    List<byte[]> seeds = Seeds.of(Target.CAPTURES);

    for (int n = 0; n < 100; n++) {
      assertThat(new Mutations(seeds, 7).input(n)).isEqualTo(new Mutations(seeds, 7).input(n));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everySeedHoldsByItself(Target target) {
    Seeds.of(target).forEach(target::check);
  }
}
