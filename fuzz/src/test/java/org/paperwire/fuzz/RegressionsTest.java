package org.paperwire.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every input that ever broke a parser, or looked as if it might, to every target.
class RegressionsTest {

  private static final Path FOLDER = Path.of("src/test/resources/regressions");

  @ParameterizedTest
  @EnumSource
  void whatOnceBrokeAParserDoesNotBreakAny(Target target) throws IOException {
    List<Path> files;
    try (var found = Files.list(FOLDER)) {
      files = found.sorted().toList();
    }

    assertThat(files).isNotEmpty();
    for (Path file : files) {
      target.check(Files.readAllBytes(file));
    }
  }
}
