package org.paperwire.ingest.live;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;

/// Whether sources are asked, and how.
///
/// @param enabled whether any is; of several instances for which it is, one asks
/// @param contact an address for those who are asked, in the `User-Agent`
/// @param hosts to which redirects may lead, beside those that are configured: `host` or
///   `host:port`
/// @param localHosts hosts that are mirrors of one's own: they may speak http and have private
///   addresses
@ConfigurationProperties("paperwire.live")
record LiveSettings(
    @Bindable(defaultValue = "false") boolean enabled,
    @Bindable(defaultValue = "") String contact,
    @Bindable(defaultValue = "") List<String> hosts,
    @Bindable(defaultValue = "") List<String> localHosts) {

  LiveSettings {
    hosts = hosts.stream().filter(host -> !host.isBlank()).toList();
    localHosts = localHosts.stream().filter(host -> !host.isBlank()).toList();
    if (contact.chars().anyMatch(character -> character < ' ' || character > '~')) {
      throw new IllegalArgumentException("paperwire.live.contact is printable ASCII");
    }
  }

  String userAgent() {
    return "Paperwire/0.1" + (contact.isBlank() ? "" : " (" + contact + ")");
  }
}
