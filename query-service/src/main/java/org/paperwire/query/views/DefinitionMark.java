package org.paperwire.query.views;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import org.apache.avro.specific.SpecificRecord;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;

/// Which definition built a generation: its version, and what it does to a specimen. Somebody who
/// changes an analyser or a field and forgets the version is found out by the specimen; a change
/// that the specimen does not show is what the version is for.
///
/// @param version of the definition
/// @param digest of the specimen's document: the beginning of a SHA-256 over the name, kind and
///   content of every field and, where text becomes terms, over the terms and their places. Empty
///   in a generation that was built before there were digests
public record DefinitionMark(int version, String digest) {

  private static final int DIGEST_BYTES = 8;
  private static final Instant WHENEVER = Instant.EPOCH;

  /// The mark of a definition. The order of the fields is no part of it: a set has another in each
  /// process.
  static <V extends SpecificRecord> DefinitionMark of(ViewDefinition<V> definition) {
    var fields = new ArrayList<String>();
    for (IndexableField field : definition.document(definition.specimen(), WHENEVER)) {
      MessageDigest digest = sha256();
      add(digest, field.name(), kind(field), content(field));
      if (field.fieldType().tokenized()) {
        addTerms(digest, definition.analyzer(), field);
      }
      fields.add(HexFormat.of().formatHex(digest.digest()));
    }
    Collections.sort(fields);
    MessageDigest digest = sha256();
    add(digest, fields.toArray(String[]::new));
    return new DefinitionMark(
        definition.version(), HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES));
  }

  private static String kind(IndexableField field) {
    var type = field.fieldType();
    return "stored=%s tokenized=%s terms=%s values=%s dimensions=%d"
        .formatted(
            type.stored(),
            type.tokenized(),
            type.indexOptions(),
            type.docValuesType(),
            type.pointDimensionCount());
  }

  private static String content(IndexableField field) {
    BytesRef bytes = field.binaryValue();
    if (bytes != null) {
      return HexFormat.of().formatHex(bytes.bytes, bytes.offset, bytes.offset + bytes.length);
    }
    return field.numericValue() == null
        ? String.valueOf(field.stringValue())
        : field.numericValue().toString();
  }

  private static void addTerms(MessageDigest digest, Analyzer analyzer, IndexableField field) {
    try (TokenStream terms = analyzer.tokenStream(field.name(), content(field))) {
      var term = terms.addAttribute(CharTermAttribute.class);
      var step = terms.addAttribute(PositionIncrementAttribute.class);
      terms.reset();
      while (terms.incrementToken()) {
        add(digest, term.toString(), Integer.toString(step.getPositionIncrement()));
      }
      terms.end();
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory could not be read", e);
    }
  }

  /// Each part with its length, so that no two lists of parts look alike.
  private static void add(MessageDigest digest, String... parts) {
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
      digest.update(bytes);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return digest.isEmpty() ? Integer.toString(version) : version + "-" + digest;
  }
}
