package org.paperwire.ingest.fetching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Threat X5: a fetcher that is led inside (server-side request forgery).
class GateTest {

  private static final Gate GATE =
      new Gate(Set.of("feeds.example", "other.example:8443"), Set.of("mirror.example:8080"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://feeds.example/rss/cs.CL",
        "https://FEEDS.example/rss/cs.CL",
        "https://other.example:8443/",
        "http://mirror.example:8080/rss",
        "https://mirror.example:8080/rss",
      })
  void whatIsConfiguredMayBeAsked(String address) {
    assertThat(GATE.refuses(URI.create(address))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://feeds.example/rss",
        "https://feeds.example:8443/rss",
        "https://feeds.example.evil.example/",
        "https://evil.example/feeds.example",
        "https://feeds.example./rss",
        "https://user@feeds.example/rss",
        "https://feeds.example@evil.example/",
        "https://feeds.example:feeds.example@127.0.0.1/",
        "http://mirror.example/rss",
        "ftp://mirror.example:8080/rss",
        "https://127.0.0.1/",
        "https://127.1/",
        "https://0x7f.1/",
        "https://2130706433/",
        "https://0177.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[fe80::1]/",
        "https://169.254.169.254/latest/meta-data/",
        "https://10.0.0.1/",
        "https://192.168.1.1/",
        "https://localhost/",
        "file:///etc/passwd",
        "jar:file:///a.jar!/b",
        "gopher://feeds.example/",
        "data:text/plain,x",
        "https:///rss",
        "//feeds.example/rss",
        "rss",
      })
  void nothingElseMay(String address) {
    assertThat(GATE.refuses(URI.create(address))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.9.10",
        "0.0.0.0",
        "0.1.2.3",
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.9",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
      })
  void anAddressInsideIsNotPublic(String address) {
    assertThat(PublicAddress.is(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "128.84.21.199",
        "172.15.255.255",
        "172.32.0.1",
        "192.167.1.1",
        "198.20.0.1",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450:4001::1",
        "2001:4860:4860::8888",
      })
  void anAddressOutsideIs(String address) {
    assertThat(PublicAddress.is(InetAddress.ofLiteral(address))).isTrue();
  }

  @Test
  void oneAddressInsideAmongManyIsEnoughToRefuseTheName() throws UnknownHostException {
    InetAddress[] mixed = {InetAddress.ofLiteral("1.1.1.1"), InetAddress.ofLiteral("10.0.0.1")};

    assertThatThrownBy(() -> GATE.checked("feeds.example", mixed))
        .isInstanceOf(Gate.NotPublicException.class);
    assertThat(GATE.checked("mirror.example", mixed)).isSameAs(mixed);
  }
}
