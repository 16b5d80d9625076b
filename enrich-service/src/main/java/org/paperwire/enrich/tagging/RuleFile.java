package org.paperwire.enrich.tagging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.paperwire.bibliography.Fingerprint;

/// The text of a file of rules, unpacked, and what it is called.
///
/// @param name how messages call it
/// @param stem its file name without folder and endings
record RuleFile(String name, String stem, String text) {

  /// More than any taxonomy we know needs (the Computer Science Ontology has 3.5 MB), and little
  /// enough to read at once.
  private static final int BYTES_MAX = 128 << 20;

  private static final Pattern ENDINGS = Pattern.compile("(?i)(\\.(json|jsonl|ndjson))?(\\.gz)?$");

  static RuleFile read(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      return of(path.toString(), String.valueOf(path.getFileName()), in);
    } catch (NoSuchFileException e) {
      throw new TaxonomyException("There is no taxonomy file " + path + ".", e);
    } catch (IOException e) {
      throw new TaxonomyException("Cannot read the taxonomy file " + path + ": " + e, e);
    }
  }

  static RuleFile shipped(String resource) {
    try (InputStream in = RuleFile.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The rules " + resource + " are missing from the jar.");
      }
      return of(resource, resource, in);
    } catch (IOException e) {
      throw new TaxonomyException("Cannot read the shipped rules " + resource + ": " + e, e);
    }
  }

  private static RuleFile of(String name, String fileName, InputStream in) throws IOException {
    byte[] bytes = bounded(name, in);
    if (bytes.length > 1 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b) {
      try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        bytes = bounded(name, unpacked);
      }
    }
    String stem = ENDINGS.matcher(fileName).replaceFirst("");
    try {
      return new RuleFile(
          name,
          stem,
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new TaxonomyException("The taxonomy file " + name + " is not UTF-8 text.", e);
    }
  }

  private static byte[] bounded(String name, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(BYTES_MAX + 1);
    if (bytes.length > BYTES_MAX) {
      throw new TaxonomyException(
          "The taxonomy file " + name + " holds more than " + BYTES_MAX + " bytes.");
    }
    return bytes;
  }

  /// Eight characters that change when the rules do. Of the unpacked text: a gzipped copy is the
  /// same rules.
  String digest() {
    return new Fingerprint().with(text).base32(8);
  }

  TaxonomyException bad(long line, String complaint) {
    return new TaxonomyException(name + ", line " + line + ": " + complaint);
  }

  TaxonomyException bad(long line, String complaint, Throwable cause) {
    return new TaxonomyException(name + ", line " + line + ": " + complaint, cause);
  }
}
