package org.paperwire.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.paperwire.client.Upload.Kind;

/// Where a body goes, told from its beginning. Papers in Paperwire's own form, of which there may
/// be any number, are streamed to the door for papers; everything else is a capture, and what it is
/// a capture of is the server's to find out.
public final class Contents {

  /// As much of a body as is looked at.
  public static final int BEGINNING_BYTES = 64 << 10;

  /// The fields of a paper in Paperwire's own form. One with any other may be the record of a
  /// source, of which the door for papers would pass over what it does not know.
  private static final Set<String> OWN =
      Set.of(
          "title",
          "abstract",
          "authors",
          "publishedAt",
          "observedAt",
          "year",
          "venue",
          "identifiers",
          "categories",
          "links",
          "source",
          "sourceId");

  private static final JsonFactory JSON = new JsonFactory();

  private Contents() {}

  /// The kind of a body that begins with these bytes, packed or not.
  public static Kind kindOf(byte[] beginning) {
    byte[] unpacked = unpacked(beginning);
    int first = firstVisible(unpacked);
    if (first < 0 || unpacked[first] != '{' && unpacked[first] != '[') {
      return Kind.CAPTURE;
    }
    var names = new HashSet<String>();
    boolean more = false;
    try (JsonParser json = JSON.createParser(unpacked, first, unpacked.length - first)) {
      more = readFirstObject(json, names);
    } catch (IOException e) {
      // It goes on behind what is looked at, or is no JSON after all; what was seen decides.
    }
    if (!names.contains("title") || !OWN.containsAll(names)) {
      return Kind.CAPTURE;
    }
    return unpacked[first] == '[' || !more ? Kind.PAPERS : Kind.PAPER_LINES;
  }

  /// Collects the names of the first object; answers whether something follows it.
  private static boolean readFirstObject(JsonParser json, Set<String> names) throws IOException {
    JsonToken token = json.nextToken();
    if (token == JsonToken.START_ARRAY) {
      token = json.nextToken();
    }
    if (token != JsonToken.START_OBJECT) {
      return false;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      names.add(json.currentName());
      json.nextToken();
      json.skipChildren();
    }
    return json.nextToken() != null;
  }

  private static int firstVisible(byte[] bytes) {
    int at = bytes.length >= 3 && (bytes[0] & 0xff) == 0xef ? 3 : 0; // a byte order mark
    while (at < bytes.length && bytes[at] <= ' ' && bytes[at] >= 0) {
      at++;
    }
    return at < bytes.length ? at : -1;
  }

  private static byte[] unpacked(byte[] bytes) {
    if (startsWith(bytes, 0x1f, 0x8b)) {
      return beginningOf(bytes, GZIPInputStream::new);
    }
    if (startsWith(bytes, 0x28, 0xb5, 0x2f, 0xfd)) {
      return beginningOf(bytes, ZstdInputStream::new);
    }
    return bytes;
  }

  private static boolean startsWith(byte[] bytes, int... start) {
    for (int i = 0; i < start.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xff) != start[i]) {
        return false;
      }
    }
    return true;
  }

  /// As much as can be unpacked of a beginning that may be cut anywhere.
  private static byte[] beginningOf(byte[] packed, Unpacking unpacking) {
    var unpacked = new byte[BEGINNING_BYTES];
    int length = 0;
    try (InputStream in = unpacking.of(new ByteArrayInputStream(packed))) {
      for (int n = in.read(unpacked, length, BEGINNING_BYTES - length);
          n > 0;
          n = in.read(unpacked, length, BEGINNING_BYTES - length)) {
        length += n;
      }
    } catch (IOException e) {
      // Cut, or damaged, which the server will say.
    }
    return Arrays.copyOf(unpacked, length);
  }

  private interface Unpacking {
    InputStream of(InputStream packed) throws IOException;
  }
}
