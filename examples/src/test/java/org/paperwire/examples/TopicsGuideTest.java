package org.paperwire.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.paperwire.topics.SchemaDeployment;
import org.paperwire.topics.Topic;
import org.paperwire.topics.Topics;

/// `docs/topics.md` against the catalogue, the schemas and the example.
class TopicsGuideTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Path EXAMPLE = ROOT.resolve("examples/src/main/java/FollowPapers.java");
  private static final String FROM_THE_EXAMPLE = "FollowPapers.java";
  private static final Pattern CODE =
      Pattern.compile("(?s)<!-- from (\\S+) -->\n```java\n(.*?)```");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");

  private static String guide() throws IOException {
    return Files.readString(ROOT.resolve("docs/topics.md"));
  }

  @Test
  void theTableIsTheCatalogue() throws IOException {
    List<String> rows = guide().lines().filter(line -> line.startsWith("| `paperwire.")).toList();

    assertThat(rows)
        .extracting(row -> row.replaceAll("(`[^|]*\\|[^|]*\\|[^|]*\\|).*", "$1").strip())
        .containsExactlyElementsOf(Topics.ALL.stream().map(TopicsGuideTest::row).toList());
  }

  /// Name, schema, how long it is kept; what the topic is for is said in words.
  private static String row(Topic<?> topic) {
    return "| `%s` | `%s` | %s |"
        .formatted(topic.name(), topic.type().getSimpleName(), kept(topic.kept()));
  }

  private static String kept(Topic.Kept kept) {
    return switch (kept) {
      case Topic.Kept.ForEver() -> "for ever";
      case Topic.Kept.NewestOfEachKey() -> "newest of each key";
      case Topic.Kept.For(var time) -> time.toDays() + " days";
    };
  }

  @Test
  void codeThatIsSaidToBeFromTheExampleIsInIt() throws IOException {
    String example = Files.readString(EXAMPLE);
    List<MatchResult> blocks = CODE.matcher(guide()).results().toList();

    assertThat(blocks)
        .isNotEmpty()
        .allSatisfy(
            block -> {
              assertThat(block.group(1)).endsWith(FROM_THE_EXAMPLE);
              assertThat(lines(example)).contains(lines(block.group(2)));
            });
  }

  /// The text without what indents it.
  private static String lines(String code) {
    return String.join("\n", code.lines().map(String::strip).toList()).strip();
  }

  @Test
  void whatItSaysOfTheSchemasIsSo() throws IOException {
    assertThat(guide()).contains("`" + SchemaDeployment.COMPATIBILITY + "`");
    for (Topic<?> topic : Topics.ALL) {
      assertThat(guide())
          .contains("(../schemas/src/main/avro/" + topic.type().getSimpleName() + ".avsc)");
    }
    Schema kinds = Topics.CHANGES.schema().getField("kind").schema();
    assertThat(kinds.getEnumDefault()).isEqualTo("UNKNOWN");
    assertThat(guide())
        .contains(kinds.getEnumSymbols().stream().map(kind -> "`" + kind + "`").toList());
  }

  @Test
  void whatItPointsAtIsThere() throws IOException {
    List<String> links =
        LINK.matcher(guide()).results().map(link -> link.group(1)).distinct().toList();
    assertThat(links)
        .isNotEmpty()
        .allSatisfy(link -> assertThat(ROOT.resolve("docs").resolve(link)).exists());
  }
}
