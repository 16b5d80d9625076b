package org.paperwire.topics;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;

/// A generation of the enrichment: one derivation of the papers from the source topics, with a
/// consumer group, state and output topics of its own. The first writes to the topics of the
/// catalogue, each later one to topics with its name behind theirs.
///
/// @param number from 1
public record EnrichmentGeneration(int number) implements Comparable<EnrichmentGeneration> {

  /// The one that a Paperwire begins with.
  public static final EnrichmentGeneration FIRST = new EnrichmentGeneration(1);

  /// What the [#applicationId] of each begins with.
  public static final String APPLICATION = "paperwire-enrich-";

  private static final Pattern NAME = Pattern.compile("g([1-9]\\d{0,5})");

  public EnrichmentGeneration {
    if (number < 1) {
      throw new IllegalArgumentException("generations are counted from 1, not " + number);
    }
  }

  /// Reads a name. Empty when it is none.
  public static Optional<EnrichmentGeneration> parse(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? Optional.of(new EnrichmentGeneration(Integer.parseInt(matcher.group(1))))
        : Optional.empty();
  }

  /// The name: `g1`, `g2`, …, which is also the key of its fences.
  public String name() {
    return "g" + number;
  }

  /// The consumer group, and the prefix of internal topics.
  public String applicationId() {
    return APPLICATION + name();
  }

  /// The topic on which this generation has what an output topic of the catalogue is for.
  public <V extends SpecificRecord> Topic<V> topic(Topic<V> output) {
    return number == 1
        ? output
        : new Topic<>(output.name() + "." + name(), output.type(), output.role(), output.kept());
  }

  /// What the names of an output topic of all generations but the first begin with.
  public static String prefix(Topic<?> output) {
    return output.name() + ".g";
  }

  /// All its output topics.
  public List<Topic<?>> outputs() {
    return List.of(topic(Topics.PAPERS), topic(Topics.CHANGES));
  }

  @Override
  public int compareTo(EnrichmentGeneration other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return name();
  }
}
