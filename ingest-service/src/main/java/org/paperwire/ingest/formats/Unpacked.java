package org.paperwire.ingest.formats;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.Reason;

/// A body without its packing: gzip or zstd, told by their first bytes, or as it is. One layer is
/// taken off; something packed twice is nothing that anyone reads.
public final class Unpacked extends InputStream {

  private static final int MAGIC_BYTES = 4;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Packed packed;

  /// Opened by the first read: it may fail, and then the body can still be had as it came.
  private Optional<InputStream> opened = Optional.empty();

  private long bytes;

  public Unpacked(InputStream body) {
    this.packed = new Packed(body);
  }

  private InputStream in() throws IOException {
    if (opened.isEmpty()) {
      opened = Optional.of(unpacking(packed));
    }
    return opened.get();
  }

  private static InputStream unpacking(Packed packed) throws IOException {
    byte[] magic = packed.peek();
    if (Bytes.startsWith(magic, 0x1F, 0x8B)) {
      return new GZIPInputStream(packed, BUFFER_BYTES);
    }
    if (Bytes.startsWith(magic, 0x28, 0xB5, 0x2F, 0xFD)) {
      var zstd = new ZstdInputStreamNoFinalizer(packed);
      zstd.setLongMax(Limits.ZSTD_WINDOW_LOG_MAX);
      return zstd;
    }
    return packed;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int read = in().read(buffer, offset, length);
      packed.rethrow();
      bytes += Math.max(read, 0);
      refuseBomb();
      return read;
    } catch (IOException e) {
      throw packed.blame(e);
    }
  }

  /// Streams too: a line of gigabytes costs no memory, and still minutes of a processor.
  private void refuseBomb() throws UnreadableException {
    if (bytes > Limits.UNPACKED_RATIO_FROM_BYTES
        && bytes / Limits.UNPACKED_RATIO_MAX > packed.bytes) {
      throw new UnreadableException(
          Reason.COMPRESSION_MALFORMED,
          "unpacks to more than %d times its size".formatted(Limits.UNPACKED_RATIO_MAX));
    }
  }

  /// Reads the rest into memory, within the limits of a body that is not streamed.
  ///
  /// @throws UnreadableException when it is larger, or unpacks to a hundred times its size
  ///
  /// @param from this stream, or one that has what was read from it ahead
  /// @param room asked before anything of it is kept
  public byte[] readBody(InputStream from, Room room) throws IOException {
    var body = new ByteArrayOutputStream(BUFFER_BYTES);
    var buffer = new byte[BUFFER_BYTES];
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      if (bytes > Limits.BODY_BYTES_MAX) {
        throw new UnreadableException(
            Reason.TOO_LARGE,
            "more than %d bytes; a paper a line (NDJSON) may be of any length"
                .formatted(Limits.BODY_BYTES_MAX));
      }
      room.take(read);
      body.write(buffer, 0, read);
    }
    return body.toByteArray();
  }

  /// The body as it came, read to its end: what a damaged one is kept as. Empty when it is larger
  /// than anyone would want to look at, or was streamed.
  public Optional<Bytes> packedBody() throws IOException {
    var buffer = new byte[BUFFER_BYTES];
    while (packed.isRecording() && packed.read(buffer, 0, buffer.length) >= 0) {
      // the reading is recorded
    }
    return packed.recorded();
  }

  /// Says that this is read as a stream, of which nothing is kept.
  public void stream() {
    packed.forget();
  }

  @Override
  public void close() throws IOException {
    if (opened.isPresent()) {
      opened.get().close();
    } else {
      packed.close();
    }
  }

  /// The packed bytes, counted. Remembers whether a failure was the connection's, which the
  /// unpacking streams may hide: gzip takes a failure after a member's end for the end of all.
  private static final class Packed extends FilterInputStream {
    private long bytes;
    private Optional<IOException> failure = Optional.empty();
    private boolean ended;

    /// Empty once it is too much.
    private Optional<ByteArrayOutputStream> record = Optional.of(new ByteArrayOutputStream());

    Packed(InputStream in) {
      super(new PushbackInputStream(in, MAGIC_BYTES));
    }

    /// The first bytes, which stay to be read.
    byte[] peek() throws IOException {
      var start = (PushbackInputStream) in;
      byte[] first;
      try {
        first = start.readNBytes(MAGIC_BYTES);
      } catch (IOException e) {
        failure = Optional.of(e);
        throw e;
      }
      start.unread(first);
      return first;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        int read = in.read(buffer, offset, length);
        ended |= read < 0;
        if (read > 0) {
          bytes += read;
          record(buffer, offset, read);
        }
        return read;
      } catch (IOException e) {
        failure = Optional.of(e);
        throw e;
      }
    }

    /// gzip looks for a further member only where something is said to be available.
    @Override
    public int available() {
      return ended ? 0 : 1;
    }

    private void record(byte[] buffer, int offset, int length) {
      record.ifPresent(kept -> kept.write(buffer, offset, length));
      if (bytes > Limits.DAMAGED_BYTES_MAX) {
        forget();
      }
    }

    boolean isRecording() {
      return record.isPresent();
    }

    Optional<Bytes> recorded() {
      return record.map(kept -> Bytes.of(kept.toByteArray()));
    }

    void forget() {
      record = Optional.empty();
    }

    void rethrow() throws IOException {
      if (failure.isPresent()) {
        throw failure.get();
      }
    }

    IOException blame(IOException thrown) {
      return failure.orElseGet(
          () ->
              thrown instanceof UnreadableException
                  ? thrown
                  : new UnreadableException(
                      Reason.COMPRESSION_MALFORMED, "begins like gzip or zstd, and is damaged"));
    }
  }
}
