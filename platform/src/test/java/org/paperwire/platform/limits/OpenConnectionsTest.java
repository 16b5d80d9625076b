package org.paperwire.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.paperwire.platform.limits.OpenConnections.Outcome;

class OpenConnectionsTest {

  private static final Optional<InetAddress> ADA = at("192.0.2.1");
  private static final Optional<InetAddress> BO = at("192.0.2.2");
  private static final Outcome<String> ADMITTED = new Outcome.Admitted<>();
  private static final Outcome<String> ONE_OF_TOO_MANY = new Outcome.OneOfTooMany<>();
  private static final Outcome<String> ALL_BUSY = new Outcome.AllBusy<>();

  private final OpenConnections<String> connections = new OpenConnections<>(3, OptionalInt.of(2));

  private static Optional<InetAddress> at(String address) {
    return Optional.of(InetAddress.ofLiteral(address));
  }

  private static Outcome<String> inPlaceOf(String idle) {
    return new Outcome.InPlaceOf<>(idle);
  }

  @Test
  void oneCallerHasSoManyAndNoMore() {
    assertThat(connections.opened("a1", ADA)).isEqualTo(ADMITTED);
    assertThat(connections.opened("a2", ADA)).isEqualTo(ADMITTED);

    assertThat(connections.opened("a3", ADA)).isEqualTo(ONE_OF_TOO_MANY);

    assertThat(connections.opened("b1", BO)).isEqualTo(ADMITTED);
    assertThat(connections.count()).isEqualTo(3);
  }

  @Test
  void whoLeavesMayComeAgainAndLeavesOnce() {
    connections.opened("a1", ADA);
    connections.opened("a2", ADA);

    connections.left("a1");
    connections.left("a1");
    connections.left("never came");

    assertThat(connections.count()).isEqualTo(1);
    assertThat(connections.opened("a3", ADA)).isEqualTo(ADMITTED);
    assertThat(connections.opened("a4", ADA)).isEqualTo(ONE_OF_TOO_MANY);
  }

  @Test
  void ofIpv6AllAddressesOfASubscriberAreOneCaller() {
    connections.opened("a1", at("2001:db8:1:1::1"));
    connections.opened("a2", at("2001:db8:1:1::2"));

    assertThat(connections.opened("a3", at("2001:db8:1:1::3"))).isEqualTo(ONE_OF_TOO_MANY);
    assertThat(connections.opened("b1", at("2001:db8:1:2::1"))).isEqualTo(ADMITTED);
  }

  @Test
  void whoStandsForManyIsNotCounted() {
    connections.opened("p1", Optional.empty());
    connections.opened("p2", Optional.empty());

    assertThat(connections.opened("p3", Optional.empty())).isEqualTo(ADMITTED);
  }

  @Test
  void whereCallersAreNotCountedTheWholeStillIs() {
    var whole = new OpenConnections<String>(2, OptionalInt.empty());
    whole.opened("a1", ADA);
    whole.opened("a2", ADA);

    assertThat(whole.opened("a3", ADA)).isEqualTo(inPlaceOf("a1"));
    assertThat(whole.count()).isEqualTo(2);
  }

  @Test
  void whoHasBeenIdleTheLongestMakesRoomAndWhoIsBusyDoesNot() {
    connections.opened("a1", ADA);
    connections.opened("a2", ADA);
    connections.opened("b1", BO);
    connections.busy("a1");
    connections.busy("a2");
    connections.idle("a2");

    assertThat(connections.opened("b2", BO)).isEqualTo(inPlaceOf("b1"));
    assertThat(connections.opened("b3", BO)).isEqualTo(inPlaceOf("a2"));
    connections.busy("b2");
    connections.busy("b3");
    assertThat(connections.opened("c1", at("192.0.2.3"))).isEqualTo(ALL_BUSY);

    connections.idle("a1");
    assertThat(connections.opened("c1", at("192.0.2.3"))).isEqualTo(inPlaceOf("a1"));
    assertThat(connections.count()).isEqualTo(3);
  }

  @Test
  void whoWasClosedIsNotIdleAgain() {
    var one = new OpenConnections<String>(1, OptionalInt.empty());
    one.opened("a1", ADA);
    one.opened("a2", ADA);
    one.busy("a2");

    one.idle("a1");

    assertThat(one.opened("a3", ADA)).isEqualTo(ALL_BUSY);
  }
}
