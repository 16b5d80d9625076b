package org.paperwire.ingest.polling;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.paperwire.bibliography.SourceName;

/// Pollers and answers with good defaults, for the tests of this package.
final class PollersToTest {

  static final Provider ARXIV = new Provider("arxiv", Duration.ofSeconds(3));
  static final SourceName SOURCE = new SourceName("marsh-list");

  private PollersToTest() {}

  static ArxivFeed feed(String category) {
    return feed(URI.create("https://feeds.example/rss"), category);
  }

  static ArxivFeed feed(URI feeds, String category) {
    return new ArxivFeed(category, feeds, SOURCE, ARXIV, new ArxivCalendar(Set.of()));
  }

  static ArxivHarvest harvest(String category) {
    return harvest(URI.create("https://oai.example/oai"), category);
  }

  static ArxivHarvest harvest(URI repository, String category) {
    return new ArxivHarvest(
        category, repository, SOURCE, ARXIV, new ArxivCalendar(Set.of()), Duration.ofDays(2));
  }

  static DailyPapers daily() {
    return daily(URI.create("https://daily.example"));
  }

  static DailyPapers daily(URI site) {
    return new DailyPapers(
        site, SOURCE, new Provider("daily", Duration.ofSeconds(1)), Duration.ofMinutes(30), 2);
  }

  static WebFeed web() {
    return web(URI.create("https://journal.example/feed"));
  }

  static WebFeed web(URI feed) {
    return new WebFeed(
        SOURCE,
        feed,
        new Provider("journal.example", Duration.ofSeconds(1)),
        Duration.ofHours(1),
        Duration.ofDays(7));
  }

  static ListHead.Whole listOf(int things) {
    return new ListHead.Whole(things, Optional.empty(), Optional.empty(), Optional.empty());
  }

  static ListHead.Whole listOf(int things, String dated) {
    return new ListHead.Whole(
        things, Optional.of(Instant.parse(dated)), Optional.empty(), Optional.empty());
  }

  static ListHead.Whole page(int things, String dated, String token) {
    return new ListHead.Whole(
        things, Optional.of(Instant.parse(dated)), Optional.of(token), Optional.empty());
  }

  static ListHead.Whole error(String code) {
    return new ListHead.Whole(0, Optional.empty(), Optional.empty(), Optional.of(code));
  }

  static LocalDate day(String iso) {
    return LocalDate.parse(iso);
  }

  /// The cursor after an answer, as it would be judged.
  static Cursor answered(Poller poller, Cursor cursor, ListHead.Whole head, Instant at) {
    Cursor asking = cursor.asking(at);
    Step step = poller.after(asking, head, at);
    if (!(step instanceof Step.To(Place place))) {
      throw new AssertionError(step);
    }
    Marks said =
        asking
            .taking()
            .with(
                LongStream.range(0, head.things())
                    .mapToObj(n -> at.toEpochMilli() + asking.taking().size() + n)
                    .collect(Collectors.toSet()));
    Cursor after = asking.answered(at, head.things() > 0, place, Validators.NONE, said);
    return after.with(poller.judge(after, head.things(), at));
  }

  static String asked(Plan plan) {
    if (plan instanceof Plan.Ask(Question question)) {
      return question.address().toString();
    }
    throw new AssertionError("not asked: " + plan);
  }
}
