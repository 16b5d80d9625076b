package org.paperwire.ingest.live;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.arxiv.ArxivMetadata;
import org.paperwire.ingest.captures.DailyPapersPage;
import org.paperwire.ingest.fetching.Gate;
import org.paperwire.ingest.polling.ArxivCalendar;
import org.paperwire.ingest.polling.ArxivFeed;
import org.paperwire.ingest.polling.ArxivHarvest;
import org.paperwire.ingest.polling.DailyPapers;
import org.paperwire.ingest.polling.Poller;
import org.paperwire.ingest.polling.Provider;
import org.paperwire.ingest.polling.WebFeed;

/// What is asked, made of the settings: the pollers, and the hosts that they may ask.
///
/// @param pollers by the order of the settings
record Sources(List<Poller> pollers, Gate gate) {

  private static final Duration FEED_PAUSE = Duration.ofSeconds(2);

  Sources {
    pollers = List.copyOf(pollers);
  }

  static Sources of(
      LiveSettings live,
      HuggingFaceSettings huggingFace,
      ArxivSettings arxiv,
      Collection<FeedSettings> feeds) {
    var pollers = new ArrayList<Poller>();
    Set<String> hosts = new HashSet<>(live.hosts());
    if (huggingFace.enabled()) {
      hosts.add(Gate.authority(huggingFace.site()));
      pollers.add(
          new DailyPapers(
              huggingFace.site(),
              DailyPapersPage.SOURCE,
              new Provider("huggingface", huggingFace.pause()),
              huggingFace.every(),
              huggingFace.catchUpDays()));
    }
    if (arxiv.enabled()) {
      hosts.add(Gate.authority(arxiv.feeds()));
      hosts.add(Gate.authority(arxiv.oai()));
      pollers.addAll(ofArxiv(arxiv));
    }
    for (FeedSettings feed : feeds) {
      hosts.add(Gate.authority(feed.url()));
      pollers.add(webFeed(feed));
    }
    return new Sources(pollers, new Gate(hosts, Set.copyOf(live.localHosts())));
  }

  /// The feeds of all categories come before the harvests, because they are today's.
  private static List<Poller> ofArxiv(ArxivSettings arxiv) {
    var provider = new Provider("arxiv", arxiv.pause());
    var calendar =
        new ArxivCalendar(
            arxiv.holidays().stream().map(LocalDate::parse).collect(Collectors.toSet()));
    var pollers = new ArrayList<Poller>();
    for (String category : arxiv.categories()) {
      pollers.add(
          new ArxivFeed(
              category,
              arxiv.feeds(),
              org.paperwire.ingest.arxiv.ArxivFeed.SOURCE,
              provider,
              calendar));
    }
    for (String category : arxiv.categories()) {
      pollers.add(
          new ArxivHarvest(
              category, arxiv.oai(), ArxivMetadata.SOURCE, provider, calendar, arxiv.catchUp()));
    }
    return pollers;
  }

  private static WebFeed webFeed(FeedSettings feed) {
    URI url = feed.url();
    return new WebFeed(
        new SourceName(feed.source()),
        url,
        new Provider(Gate.authority(url), FEED_PAUSE),
        feed.every(),
        feed.staleAfter());
  }
}
