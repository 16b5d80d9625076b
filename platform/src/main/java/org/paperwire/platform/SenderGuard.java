package org.paperwire.platform;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// What a sender may do to a connection: sits beside the codec and lives on the connection's own
/// thread.
///
/// - Headers that do not end, and a body that stops while somebody waits for more of it, are
///   answered 408 and the connection is closed (CVE-2007-6750 and its like). A body that nobody
///   reads for the moment does not count: that wait is ours.
/// - What is no HTTP, or too long to be read as such, is answered 400, 414 or 431 with a problem
///   like any other, and the connection is closed.
/// - A request that comes while the service goes is answered 503 and the connection is closed.
/// - `Content-Encoding` is taken off a request: the framework would unpack the body without a
///   bound. Who reads it tells the packing from the first bytes, and counts.
final class SenderGuard extends ChannelDuplexHandler {

  /// How long a refused sender may go on sending into the void, so that it reads the answer before
  /// the connection is reset.
  private static final Duration LINGER = Duration.ofSeconds(1);

  private static final long NEVER = Long.MAX_VALUE;

  private static final String RETRY_AFTER_SECONDS = "1";

  private final HttpPatience patience;
  private final Leaving leaving;

  /// Requests of this connection that were let in and whose answers have not begun.
  private int unanswered;

  /// When the first byte of a request came whose headers have not ended.
  private long headSince = NEVER;

  /// Since when somebody waits for more of a body.
  private long wantedSince = NEVER;

  private boolean inBody;
  private boolean answering;
  private boolean refused;

  SenderGuard(HttpPatience patience, Leaving leaving) {
    this.patience = patience;
    this.leaving = leaving;
  }

  /// Stands before the codec and tells when bytes come.
  ChannelHandler bytes() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object message) {
        if (!inBody && headSince == NEVER) {
          headSince = System.nanoTime();
          watch(context, patience.headTimeout());
        }
        context.fireChannelRead(message);
      }
    };
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (refused) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (message instanceof HttpRequest request) {
      headSince = NEVER;
      if (request.decoderResult().isFailure()) {
        ReferenceCountUtil.release(message);
        refuse(context, verdict(request.decoderResult().cause()));
        return;
      }
      if (!leaving.begin()) {
        ReferenceCountUtil.release(message);
        refuse(context, new Verdict(HttpResponseStatus.SERVICE_UNAVAILABLE, "the service stops"));
        return;
      }
      unanswered++;
      inBody = true;
      request.headers().remove(HttpHeaderNames.CONTENT_ENCODING);
    }
    if (message instanceof HttpContent) {
      wantedSince = NEVER;
      inBody &= !(message instanceof LastHttpContent);
    }
    context.fireChannelRead(message);
  }

  @Override
  public void read(ChannelHandlerContext context) {
    if (inBody && wantedSince == NEVER) {
      wantedSince = System.nanoTime();
      watch(context, patience.stallTimeout());
    }
    context.read();
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (refused) {
      ReferenceCountUtil.release(message);
      promise.tryFailure(new ClosedChannelException());
      return;
    }
    boolean interim =
        message instanceof HttpResponse response
            && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    if (!interim && message instanceof HttpResponse) {
      answered(1);
    }
    if (!interim) {
      answering = !(message instanceof LastHttpContent);
    }
    context.write(message, promise);
  }

  private void answered(int requests) {
    int counted = Math.min(unanswered, requests);
    unanswered -= counted;
    leaving.end(counted);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    answered(unanswered);
    context.fireChannelInactive();
  }

  /// A check when the time would be up; what was done by then is left alone.
  private void watch(ChannelHandlerContext context, Duration patience) {
    context
        .channel()
        .eventLoop()
        .schedule(() -> check(context.channel()), patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Answers go out from where this guard stands: behind it is the codec.
  private void check(Channel connection) {
    ChannelHandlerContext context = connection.pipeline().context(this);
    if (context == null || !connection.isActive() || refused) {
      return;
    }
    if (isOver(headSince, patience.headTimeout())) {
      refuse(context, new Verdict(HttpResponseStatus.REQUEST_TIMEOUT, "the headers did not end"));
    } else if (isOver(wantedSince, patience.stallTimeout())) {
      refuse(context, new Verdict(HttpResponseStatus.REQUEST_TIMEOUT, "the body did not go on"));
    }
  }

  private static boolean isOver(long since, Duration patience) {
    return since != NEVER && System.nanoTime() - since >= patience.toNanos();
  }

  private record Verdict(HttpResponseStatus status, String detail) {

    String slug() {
      return switch (status.code()) {
        case 408 -> "request-timeout";
        case 414 -> "uri-too-long";
        case 431 -> "headers-too-large";
        case 503 -> "closing";
        default -> "bad-request";
      };
    }

    /// Nothing of it comes from the sender, so nothing needs to be escaped.
    byte[] problem() {
      return """
      {"type":"urn:paperwire:problem:%s","title":"%s","status":%d,"detail":"%s"}"""
          .formatted(slug(), status.reasonPhrase(), status.code(), detail)
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  private static Verdict verdict(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException _ ->
          new Verdict(HttpResponseStatus.REQUEST_URI_TOO_LONG, "the address is too long");
      case TooLongHttpHeaderException _ ->
          new Verdict(
              HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the headers are too large");
      default -> new Verdict(HttpResponseStatus.BAD_REQUEST, "this is no HTTP request");
    };
  }

  /// Answers, unless an answer has begun already, and closes.
  private void refuse(ChannelHandlerContext context, Verdict verdict) {
    refused = true;
    if (answering) {
      context.close();
      return;
    }
    var answer =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, verdict.status(), Unpooled.wrappedBuffer(verdict.problem()));
    answer
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .set(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes())
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    if (verdict.status().equals(HttpResponseStatus.SERVICE_UNAVAILABLE)) {
      answer.headers().set(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    AnswerHeaders.ALWAYS.forEach((name, value) -> answer.headers().set(name, value));
    context
        .writeAndFlush(answer)
        .addListener(
            _ -> {
              if (context.channel() instanceof DuplexChannel socket && socket.isActive()) {
                socket.shutdownOutput();
                context.channel().config().setAutoRead(true);
                context
                    .channel()
                    .eventLoop()
                    .schedule(() -> context.close(), LINGER.toMillis(), TimeUnit.MILLISECONDS);
              } else {
                context.close();
              }
            });
  }
}
