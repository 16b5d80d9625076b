package org.paperwire.ingest.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.paperwire.ingest.Limits;

/// Whether a stream is papers a line, told before any of it is taken.
///
/// @param isNdjson whether its first line is a whole object and something follows it
/// @param body the stream, from its beginning
public record Ndjson(boolean isNdjson, InputStream body) {

  private static final int CHUNK_BYTES = 32 * 1024;

  /// Takes what it is given for UTF-8; a guess at UTF-16 or UTF-32 can end in errors of its own.
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

  /// Looks at no more than one line.
  ///
  /// @param room asked before anything of it is kept
  public static Ndjson sniff(InputStream in, Room room) throws IOException {
    var seen = new ByteArrayOutputStream();
    int lineEnd = -1;
    boolean follows = false;
    while (!follows && seen.size() <= Limits.ITEM_BYTES_MAX) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      if (seen.size() % CHUNK_BYTES == 0) {
        room.take(CHUNK_BYTES);
      }
      seen.write(next);
      if (lineEnd < 0 && next == '\n') {
        lineEnd = seen.size();
      } else if (lineEnd >= 0 && next > ' ') {
        follows = true;
      }
    }
    byte[] bytes = seen.toByteArray();
    // As large as what was seen, not as what could have been: there are as many as there are
    // senders.
    var body = new PushbackInputStream(in, Math.max(1, bytes.length));
    body.unread(bytes);
    return new Ndjson(follows && isObject(Arrays.copyOf(bytes, lineEnd)), body);
  }

  /// Whether these bytes are one JSON object and nothing else.
  static boolean isObject(byte[] line) {
    try (JsonParser json = JSON.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      json.skipChildren();
      return json.nextToken() == null;
    } catch (JsonProcessingException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory", e);
    }
  }
}
