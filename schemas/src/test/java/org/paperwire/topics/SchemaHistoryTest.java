package org.paperwire.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.confluent.kafka.schemaregistry.CompatibilityChecker;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The gate on our public interface: `history/` holds every version of every topic's schema that
/// was ever on main, and a new one must be readable by, and able to read, each of them.
///
/// After a deliberate change, `mvn -pl schemas test -Dschemas.record=true` writes the next version
/// beside the others; the review sees both.
class SchemaHistoryTest {

  private static final Path HISTORY = Path.of("history");

  static Stream<Topic<?>> topics() {
    return Topics.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void everySchemaIsFullyTransitivelyCompatibleWithAllItsPredecessors(Topic<?> topic)
      throws IOException {
    assertThat(incompatibilities(topic.schema(), predecessors(topic))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void everySchemaIsTheNewestOfItsHistory(Topic<?> topic) throws IOException {
    List<Schema> predecessors = predecessors(topic);
    Schema current = topic.schema();
    if (!predecessors.isEmpty() && predecessors.getLast().equals(current)) {
      return;
    }
    Path next = folder(topic).resolve(predecessors.size() + 1 + ".avsc");
    if (Boolean.getBoolean("schemas.record")) {
      Files.createDirectories(next.getParent());
      Files.writeString(next, SchemaFormatter.format("json/pretty", current) + "\n");
    } else {
      fail(
          "%s changed: record it as %s with -Dschemas.record=true",
          topic.type().getSimpleName(), next);
    }
  }

  @Test
  void aFieldWithoutDefaultIsRefused() {
    Schema before = new Schema.Parser().parse(record("{\"name\":\"title\",\"type\":\"string\"}"));
    Schema after =
        new Schema.Parser()
            .parse(
                record(
                    "{\"name\":\"title\",\"type\":\"string\"},{\"name\":\"pages\",\"type\":\"int\"}"));

    assertThat(incompatibilities(after, List.of(before))).isNotEmpty();
  }

  @Test
  void aChangeThatOnlyAnOlderPredecessorCannotReadIsRefused() {
    Schema first =
        new Schema.Parser().parse(record("{\"name\":\"year\",\"type\":\"int\",\"default\":0}"));
    Schema second = new Schema.Parser().parse(record(""));
    Schema third =
        new Schema.Parser()
            .parse(record("{\"name\":\"year\",\"type\":\"string\",\"default\":\"\"}"));

    assertThat(incompatibilities(third, List.of(second))).isEmpty();
    assertThat(incompatibilities(third, List.of(first, second))).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void everyRecordEnumAndFieldSaysWhatItIs(Topic<?> topic) {
    assertThat(undocumented(topic.schema(), new ArrayList<>(), new ArrayList<>())).isEmpty();
  }

  private static String record(String fields) {
    return "{\"type\":\"record\",\"name\":\"T\",\"fields\":[" + fields + "]}";
  }

  private static List<String> incompatibilities(Schema current, List<Schema> predecessors) {
    List<AvroSchema> before = predecessors.stream().map(AvroSchema::new).toList();
    return CompatibilityChecker.FULL_TRANSITIVE_CHECKER.isCompatible(
        new AvroSchema(current), before);
  }

  private static List<String> undocumented(Schema schema, List<String> seen, List<String> missing) {
    switch (schema.getType()) {
      case RECORD -> {
        if (seen.contains(schema.getFullName())) {
          return missing;
        }
        seen.add(schema.getFullName());
        if (schema.getDoc() == null) {
          missing.add(schema.getFullName());
        }
        for (Schema.Field field : schema.getFields()) {
          if (field.doc() == null) {
            missing.add(schema.getName() + "." + field.name());
          }
          undocumented(field.schema(), seen, missing);
        }
      }
      case ENUM -> {
        if (schema.getDoc() == null) {
          missing.add(schema.getFullName());
        }
      }
      case ARRAY -> undocumented(schema.getElementType(), seen, missing);
      case MAP -> undocumented(schema.getValueType(), seen, missing);
      case UNION -> schema.getTypes().forEach(type -> undocumented(type, seen, missing));
      default -> {}
    }
    return missing;
  }

  private static Path folder(Topic<?> topic) {
    return HISTORY.resolve(topic.type().getSimpleName());
  }

  private static List<Schema> predecessors(Topic<?> topic) throws IOException {
    List<Schema> predecessors = new ArrayList<>();
    for (int version = 1; ; version++) {
      Path file = folder(topic).resolve(version + ".avsc");
      if (!Files.exists(file)) {
        return predecessors;
      }
      predecessors.add(new Schema.Parser().parse(file.toFile()));
    }
  }
}
