package org.paperwire.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Services that have no keys.
@Timeout(60)
class WithoutKeysTest {

  private static final Listener listener = new Listener();
  private static Door ofThisMachine;
  private static Door ofEverybody;

  @BeforeAll
  static void open() {
    listener.listen();
    ofThisMachine = Door.with(Map.of());
    ofEverybody = Door.with(Map.of("micronaut.server.host", "0.0.0.0", "paperwire.keys.file", ""));
  }

  @AfterAll
  static void close() {
    ofThisMachine.close();
    ofEverybody.close();
    listener.leave();
  }

  @Test
  void peopleAtThisMachineWriteWithoutAKey() {
    ofThisMachine.post("/house/letters").is(200);
    for (String host :
        new String[] {
          "localhost", "127.0.0.1", "127.0.0.1:80", "[::1]:8080", "[::1]", "paperwire.localhost"
        }) {
      ofThisMachine.post("/house/letters", "Host: " + host).is(200);
    }
    ofThisMachine.post("/house/letters", "Authorization: Bearer whatever").is(200);
  }

  /// A page whose name was made to lead here speaks to us under that name.
  @Test
  void anotherNameForThisMachineIsNotBelieved() {
    for (String host :
        new String[] {
          "evil.example", "localhost.evil.example", "192.0.2.1", "", "127.0.0.1.evil.example:8080"
        }) {
      ofThisMachine.post("/house/letters", "Host: " + host).is(403, "not-local");
    }
    ofThisMachine.get("/house", "Host: evil.example").is(200);
  }

  @Test
  void aProxyIsNotThisMachine() {
    for (String header :
        new String[] {
          "X-Forwarded-For: 127.0.0.1",
          "Forwarded: for=127.0.0.1",
          "X-Real-IP: 127.0.0.1",
          "X-Forwarded-Host: localhost"
        }) {
      ofThisMachine.post("/house/letters", header).is(403, "not-local");
    }
  }

  @Test
  void aPageOfAnotherSiteDoesNotWrite() {
    for (Door door : new Door[] {ofThisMachine, ofEverybody}) {
      for (String header :
          new String[] {
            "Origin: https://evil.example",
            "Origin: null",
            "Origin: http://localhost:1",
            "Origin: ::",
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site"
          }) {
        door.post("/house/letters", header).is(403, "cross-site");
      }
    }
  }

  @Test
  void aPageOfOursMay() {
    ofThisMachine
        .post(
            "/house/letters",
            "Host: localhost:8080",
            "Origin: http://localhost:8080",
            "Sec-Fetch-Site: same-origin")
        .is(200);
    ofEverybody
        .post("/house/letters", "Host: papers.example", "Origin: https://papers.example")
        .is(200);
  }

  @Test
  void aServiceThatIsOpenToOthersIsWrittenToByAllAndSaysSo() {
    ofEverybody
        .post("/house/letters", "Host: papers.example", "X-Forwarded-For: 192.0.2.1")
        .is(200);

    assertThat(listener.said(Level.WARN))
        .containsPattern(
            "whoever reaches 0\\.0\\.0\\.0:\\d+ may write: there are no keys, because"
                + " paperwire\\.keys\\.file names no file");
    assertThat(listener.said(Level.WARN).lines().filter(line -> line.contains("may write")))
        .as("and nobody else does")
        .hasSize(1);
  }
}
