package org.paperwire.query.feed;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.netty.channel.Channel;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.paperwire.platform.Problem;
import org.paperwire.platform.ProblemException;
import org.paperwire.query.api.Asking;
import org.paperwire.query.api.Parameters;
import org.paperwire.query.api.Reads;
import org.paperwire.query.search.Refused;
import org.paperwire.query.search.Selection;

/// Changes: page by page, or as they happen. Both take and give the same cursors.
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class FeedController {

  private static final Set<String> OF_PAGES = Set.of("since", "limit", "tag", "source", "q");
  private static final Set<String> OF_STREAMS = Set.of("from", "tag", "source", "q");
  private static final String LAST_EVENT_ID = "Last-Event-ID";
  private static final int LIMIT_DEFAULT = 100;
  private static final int LIMIT_MAX = 1_000;
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration RETRY_WHEN_FULL = Duration.ofSeconds(10);

  private final Feed feed;

  FeedController(Feed feed) {
    this.feed = feed;
  }

  /// A page of changes, from the first there is or from where the reader was.
  @Hidden // described in feed.yml
  @Get("/v1/changes")
  HttpResponse<byte[]> changes(HttpRequest<?> request) {
    Parameters parameters = Parameters.of(request, OF_PAGES);
    FeedStart start = start(parameters.text("since"), "since", new FeedStart.Earliest());
    Selection selection = parameters.filter();
    int limit = parameters.limit(LIMIT_DEFAULT, LIMIT_MAX);
    Reads.await(request, feed::await, feed::position);
    ChangePage page = Asking.ask(() -> told(() -> feed.page(start, selection, limit)));
    request.setAttribute(Reads.ATTRIBUTE, page.position());
    return HttpResponse.ok(page.json())
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  /// Changes as they happen, from now on or from where the reader was: `Last-Event-ID`, which
  /// readers send by themselves when they come back, counts for more than `from`.
  @Hidden // described in feed.yml
  @Get(value = "/v1/feed", produces = MediaType.TEXT_EVENT_STREAM)
  HttpResponse<FeedStreamWriter.Body> feed(HttpRequest<?> request) {
    Parameters parameters = Parameters.of(request, OF_STREAMS);
    Optional<String> last =
        Optional.ofNullable(request.getHeaders().get(LAST_EVENT_ID))
            .map(String::strip)
            .filter(id -> !id.isEmpty());
    FeedStart start =
        last.isPresent()
            ? start(last, LAST_EVENT_ID, new FeedStart.Latest())
            : start(parameters.text("from"), "from", new FeedStart.Latest());
    Selection selection = parameters.filter();
    String address = request.getRemoteAddress().getAddress().getHostAddress();
    FeedStream stream =
        Asking.ask(() -> told(() -> feed.stream(start, selection, address, connection(request))));
    request.setAttribute(Reads.ATTRIBUTE, feed.position());
    return HttpResponse.ok(new FeedStreamWriter.Body(stream))
        .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        // Packing would cost each stream a window of its own, and its reader the shared bytes.
        .header(HttpHeaders.CONTENT_ENCODING, "identity")
        .header("X-Accel-Buffering", "no");
  }

  private static FeedStart start(Optional<String> text, String name, FeedStart usual) {
    return text.map(
            value ->
                FeedStart.parse(value)
                    .orElseThrow(
                        () ->
                            Parameters.bad(
                                "bad-cursor",
                                name
                                    + " is a cursor of this feed, an instant such as"
                                    + " 2026-01-02T03:04:05Z, a day, earliest or latest.")))
        .orElse(usual);
  }

  /// Ends the connection of a request, whatever is still to be written to it.
  private static Runnable connection(HttpRequest<?> request) {
    if (!(request instanceof NettyHttpRequest<?> netty)) {
      throw new IllegalStateException("a stream needs the connection of its request");
    }
    Channel channel = netty.getChannelHandlerContext().channel();
    return channel::close;
  }

  /// Something that the feed may not do.
  private interface Wish<T> {
    T of() throws FeedTrouble, Refused;
  }

  private static <T> T told(Wish<T> wish) throws Refused {
    try {
      return wish.of();
    } catch (FeedTrouble trouble) {
      throw new ProblemException(problem(trouble));
    }
  }

  private static Problem problem(FeedTrouble trouble) {
    return switch (trouble.reason()) {
      case OPENING -> Problem.unavailable("feed-opening", "The feed is being opened.", RETRY);
      case CLOSING -> Problem.unavailable("feed-closing", "The service stops.", RETRY);
      case AWAY ->
          Problem.unavailable("feed-away", "What the feed is read from does not answer.", RETRY);
      case TOO_MANY_READERS ->
          Problem.unavailable("too-many-readers", "As many read the feed as may.", RETRY_WHEN_FULL);
      case TOO_MANY_FILTERS ->
          Problem.unavailable(
              "too-many-filters",
              "As many different filters are in use as may be.",
              RETRY_WHEN_FULL);
      case CURSOR_GONE -> {
        Problem gone =
            Problem.other(
                "cursor-gone",
                "The place is no longer there",
                410,
                "The cursor is of another feed, or of changes that do not exist here. Begin again, for"
                    + " example at `earliest`.");
        yield trouble.earliest().map(cursor -> gone.with("earliest", cursor)).orElse(gone);
      }
    };
  }
}
