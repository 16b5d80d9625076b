package org.paperwire.platform.access;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.web.router.Router;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// To whom this process listens; and the word in its log when others than this machine may write
/// without a key.
@Context
final class Listening implements ApplicationEventListener<ServerStartupEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

  private final String host;
  private final Optional<KeySettings> keys;
  private final Router router;

  Listening(HttpServerConfiguration server, Optional<KeySettings> keys, Router router) {
    this.host = server.getHost().orElse("");
    this.keys = keys;
    this.router = router;
  }

  /// Whether nobody else can connect.
  boolean toThisMachineAlone() {
    try {
      return !host.isEmpty() && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    if (keys.isEmpty() && !toThisMachineAlone() && isWrittenTo()) {
      LOG.warn(
          "whoever reaches {}:{} may write: there are no keys, because {} names no file",
          host.isEmpty() ? "*" : host,
          event.getSource().getPort(),
          KeySettings.FILE);
    }
  }

  private boolean isWrittenTo() {
    return router
        .uriRoutes()
        .anyMatch(route -> route.getAnnotationMetadata().hasAnnotation(Needs.class));
  }
}
