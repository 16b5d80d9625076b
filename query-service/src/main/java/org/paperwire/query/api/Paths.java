package org.paperwire.query.api;

import io.micronaut.http.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// What stands in the path of a request after a prefix, with slashes raw or as `%2F`, a plus being
/// a plus.
final class Paths {

  private Paths() {}

  static String after(String prefix, HttpRequest<?> request) {
    String path = request.getUri().getRawPath();
    String rest = path.startsWith(prefix) ? path.substring(prefix.length()) : "";
    return decoded(rest);
  }

  /// Percent-decoding as in RFC 3986; a percent sign that begins no byte stands for itself.
  static String decoded(String text) {
    var bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); ) {
      if (text.charAt(i) == '%'
          && i + 2 < text.length()
          && HexFormat.isHexDigit(text.charAt(i + 1))
          && HexFormat.isHexDigit(text.charAt(i + 2))) {
        bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
        i += 3;
      } else {
        int next = text.offsetByCodePoints(i, 1);
        bytes.writeBytes(text.substring(i, next).getBytes(StandardCharsets.UTF_8));
        i = next;
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
