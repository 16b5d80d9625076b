package org.paperwire.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every target under Jazzer, guided by coverage, in a JVM of its own: `JAZZER_FUZZ=1 mvn -pl fuzz
/// test`. `-Dfuzz.runs` says for how many inputs (100,000). What is found lies in `target/jazzer`;
/// copied to `src/test/resources/regressions` it is looked at by every build.
@EnabledIfSystemProperty(named = "fuzz.jazzer", matches = "true")
class JazzerTest {

  private static final int RUNS = Integer.getInteger("fuzz.runs", 100_000);
  private static final int MINUTES_MAX = 60;

  @ParameterizedTest
  @EnumSource
  void coverageFindsNoWayToBreakAPromise(Target target) throws IOException, InterruptedException {
    Path folder = Path.of("target/jazzer", target.name());
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    List<byte[]> seeds = Seeds.of(target);
    for (int i = 0; i < seeds.size(); i++) {
      Files.write(corpus.resolve("seed-" + i), seeds.get(i));
    }
    Process jazzer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + JazzerTargets.class.getName() + "$" + nameOf(target),
                "--instrumentation_includes=org.paperwire.**",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/",
                "-runs=" + RUNS,
                "-timeout=10",
                "-rss_limit_mb=3000",
                corpus.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();

    assertThat(jazzer.waitFor(MINUTES_MAX, TimeUnit.MINUTES)).isTrue();
    assertThat(jazzer.exitValue()).as("see %s", folder.resolve("log")).isZero();
  }

  private static String nameOf(Target target) {
    return Stream.of(target.name().split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }
}
