package org.paperwire.enrich;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.paperwire.bibliography.Fingerprint;
import org.paperwire.enrich.tagging.Tagger;

/// Which logic makes papers of statements: the versions of the rules that are code, and a digest of
/// those that are files. State that one logic has made is never gone on with by another: whoever
/// has another builds a generation of its own, from the first sighting.
///
/// @param text such as `records-2 identity-2 papers-1 tags-1 files-…`; opaque to everyone else
public record Logic(String text) {

  /// Rises with every change of what a record keeps of its sightings.
  private static final int RECORDS = 2;

  /// Rises with every change of which records are one paper: blocks, matching, guards, clustering.
  private static final int IDENTITY = 2;

  /// Rises with every change of how a paper is folded from its members, or of its ids.
  private static final int PAPERS = 1;

  /// Rises with every change of how the rules of tags are applied; the rules are files.
  private static final int TAGS = 1;

  /// Everything that is a rule and a file.
  static final List<String> FILES =
      List.of(
          "matching/common-words.txt",
          "matching/matcher.txt",
          "records/source-ranks.txt",
          "tagging/arxiv-categories.json",
          "tagging/code-links.json",
          "tagging/ontology-taming.json",
          "tagging/paperwire-vocabulary.json");

  private static final int DIGEST_LENGTH = 12;

  /// The logic of this build.
  ///
  /// @param picture of the topology: the names of steps, stores and topics, and how they are joined
  /// @param taxonomies further files of rules for tags
  /// @throws org.paperwire.enrich.tagging.TaxonomyException naming the file that cannot be read
  public static Logic of(String picture, List<Path> taxonomies) {
    var digest = new Fingerprint().with(picture);
    for (String file : FILES) {
      digest.with(file).with(text(file));
    }
    Tagger.digests(taxonomies).forEach(digest::with);
    return new Logic(
        "records-%d identity-%d papers-%d tags-%d files-%s"
            .formatted(RECORDS, IDENTITY, PAPERS, TAGS, digest.base32(DIGEST_LENGTH)));
  }

  private static String text(String file) {
    try (InputStream in = Logic.class.getResourceAsStream(file)) {
      return new String(
          Objects.requireNonNull(in, file + " is part of this jar").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
