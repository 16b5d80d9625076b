package org.paperwire.enrich.running;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.regex.Pattern;
import org.paperwire.topics.EnrichmentGeneration;

/// How the enrichment runs.
///
/// @param generation names the run: its consumer group, its state and its fences. Which ones the
///   service runs is for the plan of generations to say, whatever is set here
/// @param threads of Kafka Streams in this process
/// @param instance which of several processes this is; the same again after a restart, so that it
///   takes up its own state
/// @param standbys copies of each state store on other instances, from which one of them goes on
///   when this one is gone; no more than there are others
/// @param stateCacheMegabytes for all state stores together, outside the heap
@ConfigurationProperties("paperwire.enrich")
public record EnrichSettings(
    @Bindable(defaultValue = "g1") String generation,
    @Bindable(defaultValue = "2") int threads,
    @Bindable(defaultValue = "0") String instance,
    @Bindable(defaultValue = "0") int standbys,
    @Bindable(defaultValue = "64") int stateCacheMegabytes) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

  public EnrichSettings {
    if (!NAME.matcher(generation).matches() || !NAME.matcher(instance).matches()) {
      throw new IllegalArgumentException(
          "paperwire.enrich.generation and .instance are [a-z0-9-], at most 32 characters, not "
              + "%s and %s".formatted(generation, instance));
    }
    if (threads < 1 || threads > 64) {
      throw new IllegalArgumentException("paperwire.enrich.threads is 1 to 64, not " + threads);
    }
    if (standbys < 0 || standbys > 3) {
      throw new IllegalArgumentException("paperwire.enrich.standbys is 0 to 3, not " + standbys);
    }
    if (stateCacheMegabytes < 16) {
      throw new IllegalArgumentException(
          "paperwire.enrich.state-cache-megabytes is at least 16, not " + stateCacheMegabytes);
    }
  }

  /// The same for a generation of the plan.
  EnrichSettings of(EnrichmentGeneration planned) {
    return new EnrichSettings(planned.name(), threads, instance, standbys, stateCacheMegabytes);
  }

  /// The consumer group, and the prefix of internal topics.
  public String applicationId() {
    return "paperwire-enrich-" + generation;
  }
}
