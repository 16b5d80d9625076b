package org.paperwire.query.papers;

import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.erdtman.jcs.JsonCanonicalizer;

/// A paper as bytes: the document that a view stores and the API answers, and its canonical form.
@Singleton
public final class PaperJson {

  private final ObjectMapper json;

  public PaperJson(ObjectMapper json) {
    this.json = json;
  }

  /// The document, UTF-8.
  public byte[] write(Paper paper) {
    try {
      return json.writeValueAsBytes(paper);
    } catch (IOException e) {
      throw new UncheckedIOException("paper " + paper.id() + " could not be written", e);
    }
  }

  /// Reads what [#write] wrote.
  public Paper read(byte[] document) {
    try {
      return Objects.requireNonNull(
          json.readValue(document, Paper.class), "a stored paper is null");
    } catch (IOException e) {
      throw new UncheckedIOException("a stored paper could not be read", e);
    }
  }

  /// The canonical form (RFC 8785) of the paper without what depends on arrival: equal papers are
  /// equal bytes.
  public byte[] canonical(Paper paper) {
    try {
      return new JsonCanonicalizer(write(paper.withoutArrival())).getEncodedUTF8();
    } catch (IOException e) {
      throw new UncheckedIOException("paper " + paper.id() + " has no canonical form", e);
    }
  }
}
