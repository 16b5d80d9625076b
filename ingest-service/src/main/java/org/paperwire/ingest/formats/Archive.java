package org.paperwire.ingest.formats;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.PlainText;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.Reject;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.papers.PapersNdjson.Sink;

/// A tar, read file by file: memory holds one file of it. Each file is read as a capture by itself;
/// one that is nothing anyone reads is a reject. What is packed inside of it stays packed, and
/// nothing is written to any disk, so the names in it are only names.
///
/// @param isTar whether a stream is one, told from its first block
/// @param body the stream, from its beginning
public record Archive(boolean isTar, InputStream body) {

  private static final int BLOCK_BYTES = 512;
  private static final int MAGIC_AT = 257;
  private static final byte[] MAGIC = "ustar".getBytes(StandardCharsets.US_ASCII);
  private static final int BUFFER_BYTES = 64 * 1024;

  /// Looks at no more than one block.
  public static Archive sniff(InputStream in) throws IOException {
    var body = new PushbackInputStream(in, BLOCK_BYTES);
    byte[] block = body.readNBytes(BLOCK_BYTES);
    body.unread(block);
    return new Archive(hasMagic(block), body);
  }

  private static boolean hasMagic(byte[] block) {
    if (block.length < BLOCK_BYTES) {
      return false;
    }
    for (int i = 0; i < MAGIC.length; i++) {
      if (block[MAGIC_AT + i] != MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  /// Reads every file; the places of items go on from file to file.
  ///
  /// @throws UnreadableException when it is damaged; items taken so far stay taken
  public static void read(InputStream body, CaptureContext context, Room room, Sink sink)
      throws IOException {
    // Not closed: whoever opened the body closes it.
    var tar = new TarArchiveInputStream(body, StandardCharsets.UTF_8.name());
    var files = new Files(tar, context, room, sink);
    for (Optional<TarArchiveEntry> file = next(tar); file.isPresent(); file = next(tar)) {
      if (file.get().isFile()) {
        files.take(file.get());
      }
    }
  }

  private static Optional<TarArchiveEntry> next(TarArchiveInputStream tar) throws IOException {
    try {
      return Optional.ofNullable(tar.getNextEntry());
    } catch (IllegalArgumentException e) {
      throw damaged();
    } catch (IOException e) {
      throw blame(e);
    }
  }

  /// Of what is damaged the library speaks by exceptions of the plainest kind; those of a packing
  /// or of a connection are of their own.
  private static IOException blame(IOException e) {
    return e.getClass() == IOException.class || e instanceof EOFException ? damaged() : e;
  }

  private static UnreadableException damaged() {
    return new UnreadableException(Reason.COMPRESSION_MALFORMED, "a tar that is damaged");
  }

  private static final class Files {
    private final TarArchiveInputStream tar;
    private final CaptureContext context;
    private final Room room;
    private final Sink sink;
    private int taken;
    private int held;

    Files(TarArchiveInputStream tar, CaptureContext context, Room room, Sink sink) {
      this.tar = tar;
      this.context = context;
      this.room = room;
      this.sink = sink;
    }

    void take(TarArchiveEntry file) throws IOException {
      String name = PlainText.fold(file.getName());
      byte[] bytes = bytes();
      if (bytes.length > Limits.BODY_BYTES_MAX) {
        reject(
            Reason.TOO_LARGE,
            "%s: more than %d bytes".formatted(name, Limits.BODY_BYTES_MAX),
            new Raw(
                Bytes.of(bytes, 0, Limits.LETTER_EXCERPT_BYTES),
                "application/octet-stream",
                file.getSize()));
        return;
      }
      switch (Formats.readCapture(bytes, context)) {
        case Formats.Read(Parsed parsed) -> {
          var items = new ArrayList<Item>();
          for (Item item : parsed.items()) {
            items.add(item.at(++taken));
          }
          sink.take(new Parsed(parsed.format(), parsed.speaker(), items));
        }
        case Formats.Unrecognised(Reason reason, String detail) ->
            reject(
                reason, name + ": " + detail, new Raw(Bytes.of(bytes), "application/octet-stream"));
      }
    }

    private void reject(Reason reason, String detail, Raw raw) throws IOException {
      var reject = new Reject(++taken, reason, PlainText.fold(detail), Optional.empty(), raw);
      sink.take(Parsed.of(Format.TAR, List.of(reject)));
    }

    /// One file, or one byte more than it may have. Room is asked for the largest so far.
    private byte[] bytes() throws IOException {
      var bytes = new ByteArrayOutputStream(BUFFER_BYTES);
      var buffer = new byte[BUFFER_BYTES];
      try {
        for (int read = tar.read(buffer); read >= 0; read = tar.read(buffer)) {
          int kept = Math.min(read, Limits.BODY_BYTES_MAX + 1 - bytes.size());
          if (bytes.size() + kept > held) {
            room.take(bytes.size() + kept - held);
            held = bytes.size() + kept;
          }
          bytes.write(buffer, 0, kept);
        }
      } catch (IllegalArgumentException e) {
        throw damaged();
      } catch (IOException e) {
        throw blame(e);
      }
      return bytes.toByteArray();
    }
  }
}
