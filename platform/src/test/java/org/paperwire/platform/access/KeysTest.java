package org.paperwire.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.platform.keys.Key;
import org.paperwire.platform.keys.KeyFile;
import org.paperwire.platform.keys.Scope;
import org.paperwire.platform.keys.Token;

/// A service that has keys.
@Timeout(60)
class KeysTest {

  /// What revoking may take at most.
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  @TempDir static Path folder;
  private static final Token ingest = Token.random();
  private static final Token admin = Token.random();

  /// Of somebody who writes keys into addresses.
  private static final Token careless = Token.random();

  private static final Listener listener = new Listener();
  private static Path file;
  private static Door door;

  @BeforeAll
  static void open() throws IOException {
    listener.listen();
    file = folder.resolve("keys");
    writeKeys();
    door =
        Door.with(Map.of("paperwire.keys.file", file.toString(), "paperwire.keys.every", "20ms"));
  }

  @AfterAll
  static void close() {
    door.close();
    listener.leave();
  }

  /// As every test finds them.
  @BeforeEach
  void restore() throws IOException {
    String keys = writeKeys();
    await().atMost(SOON).until(() -> door.bean(LiveKeys.class).areThoseOf(keys));
  }

  private static String writeKeys() throws IOException {
    Files.deleteIfExists(file);
    KeyFile.change(file, keys -> keys.with(key(ingest, Scope.INGEST, "Marsh Journal")));
    KeyFile.change(file, keys -> keys.with(key(careless, Scope.INGEST, "Bo Careless")));
    return KeyFile.change(file, keys -> keys.with(key(admin, Scope.ADMIN, "Ada Quill"))).text();
  }

  private static Key key(Token token, Scope scope, String holder) {
    return Key.of(token, Set.of(scope), TODAY, holder);
  }

  private static String bearer(Token token) {
    return "Authorization: Bearer " + token.secret();
  }

  @Test
  void whoeverShowsAKeyThatIsGoodForItIsLetIn() {
    assertThat(door.post("/house/letters", bearer(ingest)).is(200).body()).isEqualTo("taken: 5");
    door.post("/house/walls", bearer(admin)).is(200);
    door.post("/house/walls", "authorization: bEARER  " + admin.secret()).is(200);
  }

  @Test
  void noKeyIsAskedForOne() {
    Door.Answer answer = door.post("/house/letters").is(401, "key-needed");

    assertThat(answer.header("www-authenticate")).isEqualTo("Bearer realm=\"paperwire\"");
    assertThat(answer.body()).contains("good for ingest");
    door.post("/house/letters", "Authorization: Basic cHc6cHc=").is(401, "key-needed");
  }

  @Test
  void aKeyThatIsNoneIsToldSo() {
    Door.Answer answer = door.post("/house/letters", bearer(Token.random())).is(401, "key-unknown");

    assertThat(answer.header("www-authenticate"))
        .isEqualTo("Bearer realm=\"paperwire\", error=\"invalid_token\"");
    door.post("/house/letters", "Authorization: Bearer x").is(401, "key-unknown");
    door.post("/house/letters", bearer(ingest), bearer(admin)).is(401, "key-unknown");
    String other = ingest.secret().replaceFirst("\\..*", admin.secret().replaceFirst(".*\\.", "."));
    door.post("/house/letters", "Authorization: Bearer " + other).is(401, "key-unknown");
  }

  @Test
  void aKeyThatIsGoodForSomethingElseIsToldWhatItLacks() {
    Door.Answer answer = door.post("/house/walls", bearer(ingest)).is(403, "scope-lacking");

    assertThat(answer.header("www-authenticate"))
        .isEqualTo("Bearer realm=\"paperwire\", error=\"insufficient_scope\", scope=\"admin\"");
    door.post("/house/letters", bearer(admin)).is(403, "scope-lacking");
  }

  @Test
  void anAddressIsNoPlaceForAKey() {
    for (String parameter : new String[] {"key", "access_token", "authorization"}) {
      door.post("/house/letters?" + parameter + "=" + careless.secret()).is(401, "key-needed");
    }
    door.post("/house/letters", "Cookie: key=" + careless.secret()).is(401, "key-needed");
  }

  @Test
  void readingIsOpenWhateverIsShown() {
    door.get("/house").is(200);
    door.get("/house", bearer(Token.random())).is(200);
    door.ask("HEAD", "/house", "").is(200);
    door.get("/health/liveness").is(200);
    door.get("/prometheus").is(200);
  }

  @Test
  void aRouteOfWhichNobodySaidWhatItNeedsLetsNobodyIn() {
    door.post("/house/forgotten", bearer(admin)).is(403, "closed");
    door.post("/house/forgotten").is(403, "closed");
  }

  @Test
  void whatIsNotThereIsNotThereWithoutAKey() {
    door.post("/nowhere").is(404, "not-found");
    door.ask("PUT", "/house/letters", "x").is(405, "method-not-allowed");
  }

  @Test
  void aBodyThatIsNotLetInIsAnsweredBeforeItHasCome() {
    Door.Answer answer =
        door.send(
            "POST /house/letters HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Expect: 100-continue\r\nContent-Length: 1000000\r\n\r\n");

    answer.is(401, "key-needed");
  }

  @Test
  void twoKeysOfOneHolderAreBothGoodUntilOneIsRevoked() throws IOException {
    Token next = Token.random();
    KeyFile.change(file, keys -> keys.with(key(next, Scope.INGEST, "Marsh Journal")));
    await().atMost(SOON).untilAsserted(() -> door.post("/house/letters", bearer(next)).is(200));
    door.post("/house/letters", bearer(ingest)).is(200);

    KeyFile.change(file, keys -> keys.without(ingest.id()));

    await()
        .atMost(SOON)
        .untilAsserted(() -> door.post("/house/letters", bearer(ingest)).is(401, "key-unknown"));
    door.post("/house/letters", bearer(next)).is(200);
  }

  @Test
  void aBrokenFileChangesNothingAndIsToldOf() throws IOException {
    Files.writeString(file, Files.readString(file).replaceFirst("[0-9a-f]{64}", admin.secret()));

    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(door.get("/health/readiness").body()).contains("because"));
    assertThat(door.get("/health/readiness").body())
        .contains("line 2 is no key: the hash is 64 characters of 0-9 and a-f");
    assertThat(door.get("/prometheus").body()).contains("paperwire_keys_stale 1.0");
    assertThat(listener.said(Level.ERROR)).contains("the keys before stay");
    door.post("/house/letters", bearer(ingest)).is(200);
    door.post("/house/letters").is(401);

    Files.delete(file);

    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(listener.said(Level.ERROR)).contains("there is no such file"));
    door.post("/house/letters", bearer(ingest)).is(200);

    KeyFile.change(file, keys -> keys.with(key(admin, Scope.ADMIN, "Ada Quill")));

    await()
        .atMost(SOON)
        .untilAsserted(() -> door.post("/house/letters", bearer(ingest)).is(401, "key-unknown"));
    assertThat(door.get("/prometheus").body())
        .contains("paperwire_keys_stale 0.0", "paperwire_keys 1.0");
  }

  @Test
  void aServiceWhoseKeysWereNeverThereLetsNobodyWrite() {
    try (Door other =
        Door.with(Map.of("paperwire.keys.file", folder.resolve("elsewhere").toString()))) {
      Door.Answer answer = other.post("/house/letters", bearer(ingest)).is(503, "keys-unreadable");

      assertThat(answer.header("retry-after")).isEqualTo("5");
      other.get("/house").is(200);
    }
  }

  @Test
  void refusalsAreCountedByTheirReason() {
    door.post("/house/letters");
    door.post("/house/walls", bearer(ingest));

    assertThat(door.get("/prometheus").body())
        .containsPattern("paperwire_refused_total\\{reason=\"key-needed\"} [1-9]")
        .containsPattern("paperwire_refused_total\\{reason=\"scope-lacking\"} [1-9]");
  }

  /// Those that are good, and those that are not: a key that is misspelt is nearly one.
  @Test
  void noKeyIsEverLogged() {
    Token unknown = Token.random();
    for (Token token : new Token[] {ingest, admin, unknown}) {
      door.post("/house/letters", bearer(token));
      door.post("/house/forgotten", bearer(token));
      door.post("/nowhere", bearer(token));
      door.get("/house", bearer(token));
    }

    assertThat(listener.heard()).as("the log is listened to").hasSizeGreaterThan(20);
    for (Token token : new Token[] {ingest, admin, unknown}) {
      String secret = token.secret().substring(token.secret().indexOf('.') + 1);
      assertThat(listener.heard()).noneMatch(line -> line.contains(secret));
    }
  }
}
