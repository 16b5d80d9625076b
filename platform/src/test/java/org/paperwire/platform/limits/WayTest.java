package org.paperwire.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WayTest {

  private static final List<Network> TRUSTED =
      Stream.of("10.0.0.0/8", "2001:db8:1::/48").map(Network::parse).toList();

  private static String origin(String peer, String... forwardedFor) {
    return new Way(InetAddress.ofLiteral(peer), List.of(forwardedFor))
        .origin(TRUSTED)
        .getHostAddress();
  }

  @Test
  void aStrangerIsBelievedNothing() {
    assertThat(origin("203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(origin("203.0.113.9", "192.0.2.7")).isEqualTo("203.0.113.9");
  }

  @Test
  void aTrustedProxySaysForWhomItAsks() {
    assertThat(origin("10.0.0.1", "192.0.2.7")).isEqualTo("192.0.2.7");
    assertThat(origin("10.0.0.1", "192.0.2.7, 10.0.0.2")).isEqualTo("192.0.2.7");
    assertThat(origin("10.0.0.1", "192.0.2.7", "10.0.0.2")).isEqualTo("192.0.2.7");
    assertThat(origin("2001:db8:1::1", "2001:db8:2::7")).isEqualTo("2001:db8:2:0:0:0:0:7");
    assertThat(origin("10.0.0.1")).isEqualTo("10.0.0.1");
    assertThat(origin("10.0.0.1", "10.0.0.3, 10.0.0.2")).isEqualTo("10.0.0.3");
  }

  /// Whoever asks may write what he likes before what the proxy adds.
  @Test
  void whatStandsBeforeAStrangerIsHisOwnTale() {
    assertThat(origin("10.0.0.1", "198.51.100.1, 192.0.2.7")).isEqualTo("192.0.2.7");
    assertThat(origin("10.0.0.1", "10.0.0.9, 192.0.2.7")).isEqualTo("192.0.2.7");
    assertThat(origin("10.0.0.1", "127.0.0.1, 192.0.2.7, 10.0.0.2")).isEqualTo("192.0.2.7");
  }

  @Test
  void portsAndBracketsAreNotPartOfIt() {
    assertThat(origin("10.0.0.1", "192.0.2.7:4711")).isEqualTo("192.0.2.7");
    assertThat(origin("10.0.0.1", "[2001:db8:2::7]:4711")).isEqualTo("2001:db8:2:0:0:0:0:7");
    assertThat(origin("10.0.0.1", "[2001:db8:2::7]")).isEqualTo("2001:db8:2:0:0:0:0:7");
  }

  @Test
  void whatIsNoAddressEndsTheWay() {
    assertThat(origin("10.0.0.1", "unknown")).isEqualTo("10.0.0.1");
    assertThat(origin("10.0.0.1", "")).isEqualTo("10.0.0.1");
    assertThat(origin("10.0.0.1", "192.0.2.7, example.org, 10.0.0.2")).isEqualTo("10.0.0.2");
  }

  @Test
  void aWayHasAnEnd() {
    assertThat(origin("10.0.0.1", "192.0.2.7" + ", 10.0.0.2".repeat(1_000))).isEqualTo("10.0.0.2");
  }

  @Property
  void anythingAtAllIsReadWithoutFailing(@ForAll List<String> forwardedFor) {
    assertThat(origin("10.0.0.1", forwardedFor.toArray(String[]::new))).isNotEmpty();
  }

  @Test
  void hearsayIsWhatAStrangerForwards() {
    InetAddress proxy = InetAddress.ofLiteral("10.0.0.1");
    InetAddress stranger = InetAddress.ofLiteral("127.0.0.1");

    assertThat(new Way(stranger, List.of("192.0.2.7")).isHearsay(TRUSTED)).isTrue();
    assertThat(new Way(stranger, List.of()).isHearsay(TRUSTED)).isFalse();
    assertThat(new Way(proxy, List.of("192.0.2.7")).isHearsay(TRUSTED)).isFalse();
  }

  @Test
  void ofIpv6ASubscriberIsOneCaller() {
    assertThat(Caller.at(InetAddress.ofLiteral("2001:db8:1:2:3:4:5:6")))
        .isEqualTo(Caller.at(InetAddress.ofLiteral("2001:db8:1:2::")))
        .isNotEqualTo(Caller.at(InetAddress.ofLiteral("2001:db8:1:3::")));
    assertThat(Caller.at(InetAddress.ofLiteral("192.0.2.7")))
        .isEqualTo(Caller.at(InetAddress.ofLiteral("::ffff:192.0.2.7")))
        .isNotEqualTo(Caller.at(InetAddress.ofLiteral("192.0.2.8")));
    assertThat(Caller.withKey("192.0.2.7"))
        .isNotEqualTo(Caller.at(InetAddress.ofLiteral("192.0.2.7")));
  }
}
