package org.paperwire.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.enrich.tagging.TaxonomyException;

/// What tells the logic of one build from that of another.
class LogicTest {

  private static final Path RULES = Path.of("src/main/resources/org/paperwire/enrich");

  @TempDir Path folder;

  private static String of(Path... taxonomies) {
    return Logic.of("picture", List.of(taxonomies)).text();
  }

  private Path taxonomy(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void theSameRulesAreTheSameLogic() throws IOException {
    Path birds = taxonomy("birds.json", "{}");
    assertThat(of()).isEqualTo(of()).startsWith("records-2 identity-2 papers-1 tags-1 files-");
    assertThat(of(birds)).isEqualTo(of(birds)).isNotEqualTo(of());
  }

  @Test
  void anotherRuleOrAnotherNameOfItIsAnotherLogic() throws IOException {
    String before = of(taxonomy("birds.json", "{}"));
    assertThat(of(taxonomy("owls.json", "{}"))).isNotEqualTo(before);
    assertThat(of(taxonomy("birds.json", "{ }"))).isNotEqualTo(before);
  }

  @Test
  void anotherPictureIsAnotherLogic() {
    assertThat(Logic.of("another picture", List.of()).text()).isNotEqualTo(of());
  }

  @Test
  void aTaxonomyThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> of(folder.resolve("nowhere.json")))
        .isInstanceOf(TaxonomyException.class)
        .hasMessageContaining("nowhere.json");
  }

  @Test
  void everyFileOfRulesCounts() throws IOException {
    try (Stream<Path> files = Files.walk(RULES)) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> RULES.relativize(file).toString().replace('\\', '/')))
          .containsExactlyInAnyOrderElementsOf(Logic.FILES);
    }
  }
}
