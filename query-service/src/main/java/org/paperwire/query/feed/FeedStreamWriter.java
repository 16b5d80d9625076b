package org.paperwire.query.feed;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.core.io.buffer.ReadBuffer;
import io.micronaut.core.io.buffer.ReadBufferFactory;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.body.ResponseBodyWriter;
import io.micronaut.http.body.TypedMessageBodyWriter;
import jakarta.inject.Singleton;
import java.io.OutputStream;
import java.util.List;

/// Writes a [FeedStream] as it is, without a copy. The framework's own writer of events would
/// encode every event once more for every reader.
@Singleton
final class FeedStreamWriter
    implements TypedMessageBodyWriter<FeedStreamWriter.Body>,
        ResponseBodyWriter<FeedStreamWriter.Body> {

  /// A stream, hidden from the framework's treatment of publishers.
  record Body(FeedStream stream) {}

  @Override
  public Argument<Body> getType() {
    return Argument.of(Body.class);
  }

  @Override
  public CloseableByteBody writePiece(
      ByteBodyFactory bodies,
      HttpRequest<?> request,
      HttpResponse<?> response,
      Argument<Body> type,
      MediaType mediaType,
      Body body) {
    ReadBufferFactory buffers = bodies.readBufferFactory();
    return bodies.adapt(Publishers.map(body.stream(), parts -> buffer(buffers, parts)));
  }

  private static ReadBuffer buffer(ReadBufferFactory buffers, List<byte[]> parts) {
    return buffers.compose(parts.stream().map(buffers::adapt).toList());
  }

  @Override
  public void writeTo(
      Argument<Body> type,
      MediaType mediaType,
      Body body,
      MutableHeaders headers,
      OutputStream stream) {
    throw new UnsupportedOperationException("a stream without an end is not written at once");
  }
}
