package org.paperwire.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,        10.255.255.255,    true",
    "10.0.0.0/8,        11.0.0.0,          false",
    "172.16.0.0/12,     172.31.255.255,    true",
    "172.16.0.0/12,     172.32.0.0,        false",
    "192.0.2.7,         192.0.2.7,         true",
    "192.0.2.7,         192.0.2.6,         false",
    "192.0.2.7/25,      192.0.2.127,       true",
    "0.0.0.0/0,         203.0.113.9,       true",
    "0.0.0.0/0,         ::1,               false",
    "2001:db8::/33,     2001:db8:7fff::1,  true",
    "2001:db8::/33,     2001:db8:8000::1,  false",
    "::1,               ::1,               true",
    "::/0,              2001:db8::1,       true",
    "127.0.0.0/8,       ::ffff:127.0.0.1,  true"
  })
  void anAddressIsInItOrNot(String network, String address, boolean isIn) {
    assertThat(Network.parse(network).has(InetAddress.ofLiteral(address))).isEqualTo(isIn);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/x", "/8"})
  void whatIsNoneIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Network.parse(text));
  }
}
