package org.paperwire.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.platform.access.Door.Answer;
import org.paperwire.platform.keys.Key;
import org.paperwire.platform.keys.KeyFile;
import org.paperwire.platform.keys.Scope;
import org.paperwire.platform.keys.Token;

/// A service with narrow limits, of which this machine is not exempt.
@Timeout(60)
class LimitsTest {

  /// Far more than is granted, however slow the machine is.
  private static final int OFTEN = 60;

  @TempDir static Path folder;
  private static final Token ada = Token.random();
  private static final Token bo = Token.random();

  /// Believes nobody for whom he asks.
  private static Door narrow;

  /// Has keys, and believes this machine.
  private static Door believing;

  @BeforeAll
  static void open() throws IOException {
    Path file = folder.resolve("keys");
    for (Token token : new Token[] {ada, bo}) {
      Key key = Key.of(token, Set.of(Scope.INGEST), LocalDate.of(2026, 11, 22), token.id());
      KeyFile.change(file, keys -> keys.with(key));
    }
    narrow = door(Map.of("paperwire.limits.exempt", "192.0.2.0/24"));
    believing =
        door(
            Map.of(
                "paperwire.keys.file",
                file.toString(),
                "paperwire.limits.exempt",
                "203.0.113.0/24",
                "paperwire.limits.trusted-proxies",
                "127.0.0.1"));
  }

  @AfterAll
  static void close() {
    narrow.close();
    believing.close();
  }

  private static Door door(Map<String, Object> more) {
    var settings =
        new HashMap<String, Object>(
            Map.of(
                "paperwire.limits.reads-per-second", 1,
                "paperwire.limits.reads-at-once", 3,
                "paperwire.limits.writes-per-second", 1,
                "paperwire.limits.writes-at-once", 2));
    settings.putAll(more);
    return Door.with(settings);
  }

  /// Asks until it is too often, if it ever is.
  private static Optional<Answer> refused(IntFunction<Answer> ask) {
    return IntStream.range(0, OFTEN)
        .mapToObj(ask)
        .peek(answer -> assertThat(answer.status()).isIn(200, 429))
        .filter(answer -> answer.status() == 429)
        .findFirst();
  }

  private static Answer get(String forwardedFor) {
    return believing.get("/house", "X-Forwarded-For: " + forwardedFor);
  }

  @Test
  void whoAsksTooOftenIsToldWhenToGoOn() {
    Answer answer = refused(_ -> narrow.get("/house")).orElseThrow().is(429, "too-many-requests");

    assertThat(answer.header("retry-after")).matches("[12]");
    assertThat(narrow.get("/prometheus").body())
        .containsPattern("paperwire_refused_total\\{reason=\"too-many-requests\"} [1-9]");
  }

  @Test
  void readsAndWritesAreCountedForThemselves() {
    assertThat(refused(_ -> narrow.get("/house"))).isPresent();

    narrow.post("/house/letters").is(200);
    assertThat(refused(_ -> narrow.post("/house/letters"))).isPresent();
  }

  @Test
  void healthAndMetricsAreToldHoweverOften() {
    for (int i = 0; i < 20; i++) {
      narrow.get("/health/liveness").is(200);
      narrow.get("/prometheus").is(200);
    }
  }

  @Test
  void aMadeUpForwardingHeaderMakesNobodySomebodyElse() {
    assertThat(refused(i -> narrow.get("/house", "X-Forwarded-For: 192.0.2." + i))).isPresent();
  }

  @Test
  void aTrustedProxyIsBelievedForWhomItAsks() {
    assertThat(refused(_ -> get("192.0.2.1"))).isPresent();

    get("192.0.2.2").is(200);
    assertThat(refused(i -> get("198.51.100.%d, 192.0.2.3".formatted(i))))
        .as("what stands before is made up")
        .isPresent();
  }

  @Test
  void ofIpv6AllAddressesOfASubscriberAreOne() {
    assertThat(refused(i -> get("2001:db8:1:1::%x".formatted(i)))).isPresent();

    get("2001:db8:1:2::1").is(200);
  }

  @Test
  void whoIsExemptIsNotCounted() {
    assertThat(refused(_ -> get("203.0.113.9"))).isEmpty();
  }

  @Test
  void aKeyIsCountedWhereverItComesFrom() {
    assertThat(refused(i -> letterBy(ada, "192.0.2." + i))).isPresent();

    letterBy(bo, "192.0.2.1").is(200);
  }

  private static Answer letterBy(Token token, String from) {
    return believing.post(
        "/house/letters", "Authorization: Bearer " + token.secret(), "X-Forwarded-For: " + from);
  }

  @Test
  void whoeverTriesKeysIsCountedByHisAddress() {
    IntFunction<Answer> trying =
        _ ->
            believing.post(
                "/house/letters",
                "Authorization: Bearer " + Token.random().secret(),
                "X-Forwarded-For: 192.0.2.9");

    assertThat(IntStream.range(0, OFTEN).mapToObj(trying).map(Answer::status))
        .contains(401, 429)
        .doesNotContain(200);
  }

  @Test
  void byDefaultThisMachineIsNotCounted() {
    try (Door door = Door.with(Map.of("paperwire.limits.reads-at-once", 1))) {
      assertThat(refused(_ -> door.get("/house"))).isEmpty();
    }
    try (Door door = Door.with(Map.of())) {
      assertThat(door.bean(LimitSettings.class))
          .isEqualTo(
              new LimitSettings(
                  true,
                  200,
                  2000,
                  50,
                  500,
                  100_000,
                  4_000,
                  500,
                  List.of("127.0.0.0/8", "::1"),
                  List.of()));
    }
  }

  @Test
  void whereLimitsAreOffNobodyIsCounted() {
    try (Door door =
        door(Map.of("paperwire.limits.enabled", false, "paperwire.limits.exempt", ""))) {
      assertThat(refused(_ -> door.get("/house"))).isEmpty();
    }
  }

  @Test
  void aWrongValueIsToldByItsKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(0, List.of()))
        .withMessageContaining("paperwire.limits: reads-per-second");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(1, List.of("localhost")))
        .withMessageContaining("paperwire.limits: trusted-proxies");
  }

  private static LimitSettings settings(int readsPerSecond, List<String> trustedProxies) {
    return new LimitSettings(true, readsPerSecond, 1, 1, 1, 1, 1, 1, List.of(), trustedProxies);
  }
}
