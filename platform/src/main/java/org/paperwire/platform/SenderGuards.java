package org.paperwire.platform;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import jakarta.inject.Singleton;

/// Gives every connection its [SenderGuard].
@Singleton
final class SenderGuards implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

  private final HttpPatience patience;
  private final Leaving leaving;

  SenderGuards(HttpPatience patience, Leaving leaving) {
    this.patience = patience;
    this.leaving = leaving;
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(new OfAnyone());
    return event.getBean();
  }

  private final class OfAnyone implements NettyServerCustomizer {
    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
      return role == ChannelRole.CONNECTION ? new OfOne(channel) : this;
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
        var guard = new SenderGuard(patience, leaving);
        pipeline.addBefore(codec, "paperwire-sender-bytes", guard.bytes());
        pipeline.addAfter(codec, "paperwire-sender-guard", guard);
      }
    }
  }
}
