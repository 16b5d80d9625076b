package org.paperwire.platform.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.paperwire.platform.limits.Network;
import org.paperwire.platform.limits.OpenConnections;
import org.paperwire.platform.limits.OpenConnections.Outcome;

/// How many connections there are at once: whoever is one too many is cut off at once, without a
/// word, since to speak to him would cost what he is to be denied.
@Singleton
final class ConnectionLimits implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

  private final OpenConnections<Channel> connections;
  private final List<Network> notCounted;
  private final MeterRegistry meters;

  ConnectionLimits(LimitSettings settings, MeterRegistry meters) {
    this.connections =
        new OpenConnections<>(
            settings.connectionsMax(),
            settings.enabled()
                ? OptionalInt.of(settings.connectionsPerAddressMax())
                : OptionalInt.empty());
    this.notCounted = settings.speakingForMany();
    this.meters = meters;
    meters.gauge("paperwire.connections", connections, OpenConnections::count);
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(new OfAnyone());
    return event.getBean();
  }

  private void open(Channel connection) {
    switch (connections.opened(connection, address(connection))) {
      case Outcome.Admitted<Channel>() -> {}
      case Outcome.InPlaceOf<Channel>(var idle) -> cutOff(idle, "idle");
      case Outcome.OneOfTooMany<Channel>() -> cutOff(connection, "address");
      case Outcome.AllBusy<Channel>() -> cutOff(connection, "full");
    }
    connection.closeFuture().addListener(_ -> connections.left(connection));
  }

  private void cutOff(Channel connection, String reason) {
    meters.counter("paperwire.connections.refused", "reason", reason).increment();
    // A new one is still being made, an old one lives on another thread.
    connection.eventLoop().execute(connection::close);
  }

  private Optional<InetAddress> address(Channel connection) {
    return connection.remoteAddress() instanceof InetSocketAddress peer
        ? Optional.of(peer.getAddress()).filter(address -> !Network.anyHas(notCounted, address))
        : Optional.empty();
  }

  private final class OfAnyone implements NettyServerCustomizer {
    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
      if (role != ChannelRole.CONNECTION) {
        return this;
      }
      open(channel);
      return new OfOne(channel);
    }
  }

  private final class OfOne implements NettyServerCustomizer {
    private final Channel connection;

    OfOne(Channel connection) {
      this.connection = connection;
    }

    @Override
    public void onStreamPipelineBuilt() {
      ChannelPipeline pipeline = connection.pipeline();
      String codec = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;
      if (pipeline.get(codec) != null) {
        pipeline.addAfter(codec, "paperwire-connection", new Requests(connection));
      }
    }
  }

  /// Tells when a connection is busy; lives on its thread.
  private final class Requests extends ChannelDuplexHandler {
    private final Channel connection;

    private int unanswered;
    private boolean isInterim;

    Requests(Channel connection) {
      this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpRequest && unanswered++ == 0) {
        connections.busy(connection);
      }
      context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      if (message instanceof HttpResponse response) {
        isInterim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
      }
      if (message instanceof LastHttpContent && !isInterim && unanswered > 0 && --unanswered == 0) {
        connections.idle(connection);
      }
      context.write(message, promise);
    }
  }
}
