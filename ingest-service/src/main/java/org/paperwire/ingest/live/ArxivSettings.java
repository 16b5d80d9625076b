package org.paperwire.ingest.live;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/// How arXiv is asked. It allows one connection and a question every 3 seconds to everything that a
/// person runs, all machines together.
///
/// @param categories each by itself: `cs.CL`, `hep-th`
/// @param feeds address of the daily feeds
/// @param oai address of the OAI-PMH repository
/// @param pause between the beginnings of two questions, at least 3 s
/// @param catchUp how far back the first harvest goes
/// @param holidays evenings without an announcement, beside those of every year
@ConfigurationProperties("paperwire.live.arxiv")
record ArxivSettings(
    @Bindable(defaultValue = "true") boolean enabled,
    @Bindable(defaultValue = "cs.AI,cs.CL,cs.CV,cs.LG,stat.ML") List<String> categories,
    @Bindable(defaultValue = "https://rss.arxiv.org/rss") URI feeds,
    @Bindable(defaultValue = "https://oaipmh.arxiv.org/oai") URI oai,
    @Bindable(defaultValue = "3s") Duration pause,
    @Bindable(defaultValue = "2d") Duration catchUp,
    @Bindable(defaultValue = "") List<String> holidays) {

  private static final Pattern CATEGORY = Pattern.compile("[a-z-]+(\\.[A-Za-z-]+)?");
  private static final Duration PAUSE_MIN = Duration.ofSeconds(3);

  ArxivSettings {
    categories = List.copyOf(categories);
    holidays = holidays.stream().filter(day -> !day.isBlank()).toList();
    holidays.forEach(LocalDate::parse);
    if (!categories.stream().allMatch(category -> CATEGORY.matcher(category).matches())) {
      throw new IllegalArgumentException(
          "paperwire.live.arxiv.categories are names like cs.CL or hep-th, not " + categories);
    }
    if (pause.compareTo(PAUSE_MIN) < 0) {
      throw new IllegalArgumentException("paperwire.live.arxiv.pause is at least 3s");
    }
  }
}
