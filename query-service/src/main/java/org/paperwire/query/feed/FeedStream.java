package org.paperwire.query.feed;

import java.util.List;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;

/// The body of a stream: pulled from by the connection, as fast as its reader takes it. Each item
/// is a list of byte arrays, to be written one behind the other and never changed, since other
/// streams write the same ones.
final class FeedStream implements Publisher<List<byte[]>> {

  private final Readers readers;
  private final Reader reader;

  FeedStream(Readers readers, Reader reader) {
    this.readers = readers;
    this.reader = reader;
  }

  @Override
  public void subscribe(Subscriber<? super List<byte[]>> subscriber) {
    readers.open(reader, subscriber);
  }
}
