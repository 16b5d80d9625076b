package org.paperwire.ingest.fetching;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.formats.Room;
import org.paperwire.ingest.formats.Unpacked;
import org.paperwire.ingest.formats.UnreadableException;
import org.paperwire.ingest.polling.Answer;
import org.paperwire.ingest.polling.Fetcher;
import org.paperwire.ingest.polling.Validators;

/// Asks over HTTP, one whole answer at a time.
///
/// | bound | value |
/// |---|---|
/// | connecting, silence, the whole call | [Patience] |
/// | body, unpacked; how far it may unpack | as for what is sent in: 16 MB, 100 : 1 |
/// | header lines, length of one | 100, 8 kB |
/// | redirects | 3, each through the [Gate] |
///
/// Nothing is tried again here; that is up to the schedule.
public final class HttpFetcher implements Fetcher, AutoCloseable {

  static final int REDIRECTS_MAX = 3;
  private static final int HEADERS_MAX = 100;
  private static final int HEADER_CHARACTERS_MAX = 8_192;

  /// Longer ones are not worth remembering.
  private static final int VALIDATOR_CHARACTERS_MAX = 500;

  private final Gate gate;
  private final Patience patience;
  private final InstantSource clock;
  private final CloseableHttpClient client;
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

  /// @param userAgent who we are
  public HttpFetcher(Gate gate, Patience patience, String userAgent, InstantSource clock) {
    this(gate, patience, userAgent, clock, InetAddress::getAllByName);
  }

  /// Looks a name up.
  @FunctionalInterface
  interface Names {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  HttpFetcher(Gate gate, Patience patience, String userAgent, InstantSource clock, Names names) {
    this.gate = gate;
    this.patience = patience;
    this.clock = clock;
    Timeout silence = Timeout.of(patience.silence());
    var bounded =
        Http1Config.custom()
            .setMaxHeaderCount(HEADERS_MAX)
            .setMaxLineLength(HEADER_CHARACTERS_MAX)
            .build();
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(new CheckedNames(gate, names))
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder().http1Config(bounded).build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.of(patience.connect()))
                    .setSocketTimeout(silence)
                    .build())
            .setMaxConnPerRoute(1)
            .build();
    this.client =
        HttpClients.custom()
            .setConnectionManager(connections)
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setResponseTimeout(silence)
                    .setConnectionRequestTimeout(Timeout.of(patience.whole()))
                    .setProtocolUpgradeEnabled(false)
                    .build())
            .setUserAgent(userAgent)
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .build();
  }

  /// Whoever connects gets only what the gate lets through.
  private record CheckedNames(Gate gate, Names names) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return gate.checked(host, names.addresses(host));
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  @Override
  public Answer fetch(URI address, Validators known) {
    var underWay = new AtomicReference<Optional<HttpGet>>(Optional.empty());
    Future<Answer> call = calls.submit(() -> follow(address, known, underWay));
    try {
      return call.get(patience.whole().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Answer.Unreachable(
          "no whole answer within " + patience.whole().toSeconds() + " s");
    } catch (ExecutionException e) {
      return new Answer.Unreachable("failed with " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Unreachable("broken off here");
    } finally {
      underWay.get().ifPresent(HttpGet::cancel);
      call.cancel(true);
    }
  }

  private Answer follow(
      URI address, Validators known, AtomicReference<Optional<HttpGet>> underWay) {
    URI at = address;
    for (int redirects = 0; redirects <= REDIRECTS_MAX; redirects++) {
      Optional<String> refused = gate.refuses(at);
      if (refused.isPresent()) {
        return new Answer.Refused(
            at.equals(address) ? refused.get() : "a redirect: " + refused.get());
      }
      var get = request(at, known);
      underWay.set(Optional.of(get));
      URI asked = at;
      try {
        Outcome outcome = client.execute(get, response -> outcome(asked, response));
        switch (outcome) {
          case Answered(Answer answer) -> {
            return answer;
          }
          case Elsewhere(URI further) -> at = further;
        }
      } catch (Gate.NotPublicException e) {
        return new Answer.Refused(e.why());
      } catch (UnreadableException e) {
        return e.reason() == Reason.TOO_LARGE
            ? new Answer.Refused("an answer of " + e.detail())
            : new Answer.Unreachable("an answer that " + e.detail());
      } catch (IOException e) {
        return new Answer.Unreachable(reason(e));
      }
    }
    return new Answer.Refused("more than " + REDIRECTS_MAX + " redirects");
  }

  private static String reason(IOException e) {
    return e instanceof UnknownHostException
        ? "no address is known of " + e.getMessage()
        : Optional.ofNullable(e.getMessage()).orElseGet(() -> e.getClass().getSimpleName());
  }

  private static HttpGet request(URI address, Validators known) {
    var get = new HttpGet(address);
    get.setHeader(HttpHeaders.ACCEPT_ENCODING, "gzip");
    get.setHeader(
        HttpHeaders.ACCEPT,
        "application/rss+xml, application/atom+xml, application/xml, text/xml, application/json,"
            + " */*;q=0.1");
    known.etag().ifPresent(etag -> get.setHeader(HttpHeaders.IF_NONE_MATCH, etag));
    known.lastModified().ifPresent(time -> get.setHeader(HttpHeaders.IF_MODIFIED_SINCE, time));
    return get;
  }

  private sealed interface Outcome {}

  private record Answered(Answer answer) implements Outcome {}

  private record Elsewhere(URI address) implements Outcome {}

  private Outcome outcome(URI address, ClassicHttpResponse response) throws IOException {
    int status = response.getCode();
    return switch (status) {
      case 200 -> new Answered(content(response));
      case 304 -> new Answered(new Answer.Unchanged());
      case 301, 302, 303, 307, 308 -> redirect(address, response);
      case 429, 503 -> new Answered(new Answer.Busy("status " + status, retryAfter(response)));
      default ->
          new Answered(
              status >= 500 || status == 408
                  ? new Answer.Unreachable("status " + status)
                  : new Answer.Refused("status " + status));
    };
  }

  private static Outcome redirect(URI address, ClassicHttpResponse response) {
    try {
      return header(response, HttpHeaders.LOCATION)
          .<Outcome>map(location -> new Elsewhere(address.resolve(location)))
          .orElseGet(() -> new Answered(new Answer.Refused("a redirect to nowhere")));
    } catch (IllegalArgumentException e) {
      return new Answered(new Answer.Refused("a redirect to what is no address"));
    }
  }

  private static Answer content(ClassicHttpResponse response) throws IOException {
    if (response.getEntity() == null) {
      return new Answer.Unreachable("an answer without a body");
    }
    try (InputStream body = response.getEntity().getContent();
        var unpacked = new Unpacked(body)) {
      return new Answer.Content(
          Bytes.of(unpacked.readBody(unpacked, Room.ENDLESS)),
          header(response, HttpHeaders.CONTENT_TYPE),
          new Validators(
              validator(response, HttpHeaders.ETAG),
              validator(response, HttpHeaders.LAST_MODIFIED)));
    }
  }

  private static Optional<String> validator(ClassicHttpResponse response, String name) {
    return header(response, name).filter(value -> value.length() <= VALIDATOR_CHARACTERS_MAX);
  }

  private Optional<Duration> retryAfter(ClassicHttpResponse response) {
    Instant now = clock.instant();
    return header(response, HttpHeaders.RETRY_AFTER).flatMap(value -> RetryAfter.parse(value, now));
  }

  private static Optional<String> header(ClassicHttpResponse response, String name) {
    return Optional.ofNullable(response.getFirstHeader(name))
        .map(Header::getValue)
        .filter(value -> !value.isBlank());
  }

  @Override
  public void close() throws IOException {
    calls.shutdownNow();
    client.close();
  }
}
