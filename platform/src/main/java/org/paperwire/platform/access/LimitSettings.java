package org.paperwire.platform.access;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;
import java.util.stream.Stream;
import org.paperwire.platform.limits.Limit;
import org.paperwire.platform.limits.Network;

/// How often one caller may ask, and how many connections there may be.
///
/// @param enabled whether anybody is counted
/// @param readsPerSecond in the long run
/// @param readsAtOnce after a pause
/// @param writesPerSecond requests in the long run, each with any number of papers
/// @param writesAtOnce after a pause
/// @param callersMax how many are remembered
/// @param connectionsMax at once, of all, whether callers are counted or not
/// @param connectionsPerAddressMax at once
/// @param exempt addresses and networks that are not counted
/// @param trustedProxies addresses and networks whose `X-Forwarded-For` counts
@ConfigurationProperties("paperwire.limits")
record LimitSettings(
    @Bindable(defaultValue = "true") boolean enabled,
    @Bindable(defaultValue = "200") int readsPerSecond,
    @Bindable(defaultValue = "2000") int readsAtOnce,
    @Bindable(defaultValue = "50") int writesPerSecond,
    @Bindable(defaultValue = "500") int writesAtOnce,
    @Bindable(defaultValue = "100000") int callersMax,
    @Bindable(defaultValue = "4000") int connectionsMax,
    @Bindable(defaultValue = "500") int connectionsPerAddressMax,
    @Bindable(defaultValue = "127.0.0.0/8,::1") List<String> exempt,
    @Bindable(defaultValue = "") List<String> trustedProxies) {

  LimitSettings {
    if (callersMax < 1) {
      throw new IllegalArgumentException("paperwire.limits.callers-max is at least 1");
    }
    if (connectionsMax < 1 || connectionsPerAddressMax < 1) {
      throw new IllegalArgumentException(
          "paperwire.limits: connections-max and connections-per-address-max are at least 1");
    }
    checked("reads-per-second and reads-at-once", () -> new Limit(readsPerSecond, readsAtOnce));
    checked("writes-per-second and writes-at-once", () -> new Limit(writesPerSecond, writesAtOnce));
    exempt = checkedNetworks("exempt", exempt);
    trustedProxies = checkedNetworks("trusted-proxies", trustedProxies);
  }

  Limit reads() {
    return new Limit(readsPerSecond, readsAtOnce);
  }

  Limit writes() {
    return new Limit(writesPerSecond, writesAtOnce);
  }

  List<Network> exemptNetworks() {
    return networks(exempt);
  }

  List<Network> trustedNetworks() {
    return networks(trustedProxies);
  }

  /// Addresses that are nobody's alone: those that are not counted, and proxies.
  List<Network> speakingForMany() {
    return networks(Stream.concat(exempt.stream(), trustedProxies.stream()).toList());
  }

  private static List<Network> networks(List<String> texts) {
    return texts.stream().map(Network::parse).toList();
  }

  /// An empty setting is a list of one empty text.
  private static List<String> checkedNetworks(String key, List<String> texts) {
    List<String> stated = texts.stream().filter(text -> !text.isBlank()).toList();
    checked(key, () -> networks(stated));
    return stated;
  }

  private static void checked(String keys, Runnable reading) {
    try {
      reading.run();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "paperwire.limits: %s: %s".formatted(keys, e.getMessage()));
    }
  }
}
