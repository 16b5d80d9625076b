package org.paperwire.ingest.xml;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.Charsets;

/// Which characters the bytes of an XML document are: by its byte order mark, else by how its first
/// bytes look, else by its declaration, else UTF-8 (XML 1.0, appendix F).
///
/// A declaration is believed as far as it can be true. Bytes that are UTF-8 beyond ASCII are UTF-8
/// whatever a declaration of a single-byte charset says, since such text is hardly ever anything
/// else; a declaration of UTF-16 in a text of single bytes is overruled too. Bytes that are none of
/// what they must be then are refused, and not replaced.
final class XmlCharset {

  /// What bytes turned out to be.
  sealed interface Outcome {}

  /// Text, without its byte order mark.
  record Text(String text) implements Outcome {}

  /// No text.
  record NoText(String detail) implements Outcome {}

  private static final int DECLARATION_BYTES_MAX = 1_000;
  private static final Pattern DECLARED =
      Pattern.compile("<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']\\s*([A-Za-z0-9._:-]{1,40})\\s*[\"']");

  private XmlCharset() {}

  static Outcome decode(byte[] bytes) {
    Optional<Outcome> marked = byMark(bytes);
    if (marked.isPresent()) {
      return marked.get();
    }
    String start =
        new String(
            bytes, 0, Math.min(bytes.length, DECLARATION_BYTES_MAX), StandardCharsets.ISO_8859_1);
    Matcher declaration = DECLARED.matcher(start);
    String declared = declaration.find() ? declaration.group(1) : "UTF-8";
    Optional<Charset> charset = charset(declared);
    if (charset.isEmpty()) {
      return new NoText("declares the charset " + declared + ", which nobody here knows");
    }
    Optional<String> utf8 = Charsets.strictly(bytes, 0, StandardCharsets.UTF_8);
    if (utf8.isPresent()) {
      return new Text(utf8.get());
    }
    if (charset.get().equals(StandardCharsets.UTF_8)
        || charset.get().name().startsWith("UTF-16")
        || charset.get().name().startsWith("UTF-32")) {
      return new NoText("should be %s and is not".formatted(declared));
    }
    return Charsets.strictly(bytes, 0, charset.get())
        .<Outcome>map(Text::new)
        .orElseGet(() -> new NoText("should be %s and is not".formatted(declared)));
  }

  private static Optional<Outcome> byMark(byte[] bytes) {
    if (Charsets.isMarkedUtf8(bytes)) {
      return Optional.of(decoded(bytes, 3, StandardCharsets.UTF_8));
    }
    if (Bytes.startsWith(bytes, 0xFF, 0xFE, 0, 0)) {
      return Optional.of(decoded(bytes, 4, Charset.forName("UTF-32LE")));
    }
    if (Bytes.startsWith(bytes, 0, 0, 0xFE, 0xFF)) {
      return Optional.of(decoded(bytes, 4, Charset.forName("UTF-32BE")));
    }
    if (Bytes.startsWith(bytes, 0xFF, 0xFE)) {
      return Optional.of(decoded(bytes, 2, StandardCharsets.UTF_16LE));
    }
    if (Bytes.startsWith(bytes, 0xFE, 0xFF)) {
      return Optional.of(decoded(bytes, 2, StandardCharsets.UTF_16BE));
    }
    if (Bytes.startsWith(bytes, 0, 0, 0, '<')) {
      return Optional.of(decoded(bytes, 0, Charset.forName("UTF-32BE")));
    }
    if (Bytes.startsWith(bytes, '<', 0, 0, 0)) {
      return Optional.of(decoded(bytes, 0, Charset.forName("UTF-32LE")));
    }
    if (Bytes.startsWith(bytes, 0, '<')) {
      return Optional.of(decoded(bytes, 0, StandardCharsets.UTF_16BE));
    }
    if (Bytes.startsWith(bytes, '<', 0)) {
      return Optional.of(decoded(bytes, 0, StandardCharsets.UTF_16LE));
    }
    if (Bytes.startsWith(bytes, 0x4C, 0x6F, 0xA7, 0x94)) {
      return Optional.of(decoded(bytes, 0, Charset.forName("IBM037")));
    }
    return Optional.empty();
  }

  /// As browsers read the names of charsets: whoever writes Latin-1 or ASCII means Windows-1252.
  private static Optional<Charset> charset(String name) {
    String label = name.toLowerCase(Locale.ROOT);
    if (label.equals("iso-8859-1")
        || label.equals("latin1")
        || label.equals("us-ascii")
        || label.equals("ascii")) {
      label = "windows-1252";
    }
    try {
      return Optional.of(Charset.forName(label));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  private static Outcome decoded(byte[] bytes, int from, Charset charset) {
    return Charsets.strictly(bytes, from, charset)
        .<Outcome>map(Text::new)
        .orElseGet(() -> new NoText("begins as %s and is not".formatted(charset.name())));
  }
}
