package org.paperwire.ingest.papers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.Charsets;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.Reject;

/// Papers a line, read as they come: memory holds one line, however long the stream is. A line that
/// cannot be read is a reject, and the next one is read as if nothing had been. Blank lines are
/// passed over, and counted in the numbers of lines.
public final class PapersNdjson {

  /// Reads a line that is not blank: our own form ([PaperReader]) or that of a source, whose entry
  /// may be more than one paper.
  @FunctionalInterface
  public interface LineReader {

    /// @param number of the line, from 1, which is the place of every item in it
    Parsed read(int number, Bytes line);
  }

  /// Takes what is read of a stream, one after the other: lines, or files.
  @FunctionalInterface
  public interface Sink {
    void take(Parsed parsed) throws IOException;
  }

  private static final int BUFFER_BYTES = 64 * 1024;

  private final InputStream in;
  private final LineReader reader;
  private final Sink sink;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(BUFFER_BYTES);
  private int number = 1;
  private long lineBytes;

  private PapersNdjson(InputStream in, LineReader reader, Sink sink) {
    this.in = in;
    this.reader = reader;
    this.sink = sink;
  }

  /// Reads a stream to its end.
  ///
  /// @throws IOException what the stream or the sink throws; items taken so far stay taken
  public static void read(InputStream in, LineReader reader, Sink sink) throws IOException {
    new PapersNdjson(in, reader, sink).readAll();
  }

  private void readAll() throws IOException {
    var buffer = new byte[BUFFER_BYTES];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      int from = 0;
      for (int i = 0; i < read; i++) {
        if (buffer[i] == '\n') {
          append(buffer, from, i);
          endLine();
          from = i + 1;
        }
      }
      append(buffer, from, read);
    }
    endLine();
  }

  /// Keeps no more of a line than it takes to know that it is too long.
  private void append(byte[] buffer, int from, int to) {
    lineBytes += to - from;
    int room = Limits.ITEM_BYTES_MAX + 1 - line.size();
    line.write(buffer, from, Math.min(to - from, room));
  }

  private void endLine() throws IOException {
    byte[] bytes = line.toByteArray();
    int from = number == 1 && Charsets.isMarkedUtf8(bytes) ? 3 : 0;
    if (lineBytes > Limits.ITEM_BYTES_MAX) {
      sink.take(Parsed.of(Format.PAPERS_NDJSON, List.of(tooLong(bytes))));
    } else if (!isBlank(bytes, from)) {
      sink.take(reader.read(number, Bytes.of(bytes, from, bytes.length)));
    }
    line.reset();
    lineBytes = 0;
    number++;
  }

  private Reject tooLong(byte[] beginning) {
    return new Reject(
        number,
        Reason.TOO_LARGE,
        "a line of %d bytes; %d are taken".formatted(lineBytes, Limits.ITEM_BYTES_MAX),
        Optional.empty(),
        new Raw(Bytes.of(beginning), "application/json", lineBytes));
  }

  private static boolean isBlank(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
