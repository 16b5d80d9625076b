package org.paperwire.ingest.papers;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.Charsets;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.Parser;
import org.paperwire.ingest.ParserBoundary;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.Reject;
import org.paperwire.ingest.Seen;
import org.paperwire.ingest.json.JsonSlice;
import org.paperwire.ingest.json.StrictJson;

/// Reads one JSON object as one source's statement about one paper.
///
/// ```json
/// {"title": "…", "abstract": "…", "authors": ["…"], "publishedAt": "2025-07", "observedAt": "…",
///  "year": 2025, "venue": "…", "identifiers": {"arxiv": "2507.01234v2", "doi": ["10.1/x"]},
///  "categories": ["cs.CL"], "links": ["https://…"], "source": "my-list", "sourceId": "17"}
/// ```
///
/// An object is taken as it is or refused with a reason; nothing is quietly repaired:
///
/// - Only `title` is required. `null`, the empty string and an absent field are the same.
/// - A field of the wrong type, a malformed identifier, date, link or source name, a field over its
///   limit ([Limits]) or the same name twice in one object refuses the object.
/// - Unknown fields, and identifiers of namespaces nobody here knows, are passed over; they stay in
///   the raw form, from which a later version may read them.
/// - Numbers may be written as strings and ids as numbers, as many exports do.
/// - The version in `2507.01234v2` is the version of the paper that is described.
/// - An object without `source` is said by [#SOURCE]. An object with a `sourceId` stands at that
///   place of its source, where a later one replaces it. One without is a list of its own, named by
///   what it says: neither its place in a file nor the order of lines is part of its id.
public final class PaperReader {

  /// Who speaks when nothing says so: whoever uses this API.
  public static final SourceName SOURCE = new SourceName("api");

  static final Parser PARSER = new Parser("papers-json", 1);

  private final SourceName unnamed;

  /// @param unnamed who speaks where an object does not say
  public PaperReader(SourceName unnamed) {
    this.unnamed = unnamed;
  }

  /// Reads lines of one object each.
  public PapersNdjson.LineReader lines() {
    return (number, line) -> Parsed.of(Format.PAPERS_NDJSON, List.of(read(number, line)));
  }

  /// Reads one object.
  ///
  /// @param at its place, from 1
  public Item read(int at, Bytes bytes) {
    return ParserBoundary.read(
        PARSER.name(),
        () -> readObject(at, bytes),
        detail -> new Reject(at, Reason.PARSER_FAILED, detail, Optional.empty(), Raw.json(bytes)));
  }

  private Item readObject(int at, Bytes bytes) {
    if (bytes.size() > Limits.ITEM_BYTES_MAX) {
      return new Reject(
          at,
          Reason.TOO_LARGE,
          "more than %d bytes".formatted(Limits.ITEM_BYTES_MAX),
          Optional.empty(),
          Raw.json(bytes));
    }
    byte[] utf8 = bytes.toArray();
    var paper = new PaperFields();
    try {
      refuseUnlessUtf8(utf8);
      readFields(utf8, paper);
      return new Seen(at, paper.sighting(unnamed, Raw.json(bytes)), List.of());
    } catch (Refused e) {
      return new Reject(at, e.reason(), e.detail(), paper.title(), Raw.json(bytes));
    } catch (JsonProcessingException e) {
      return new Reject(
          at, Reason.JSON_MALFORMED, JsonSlice.described(e), paper.title(), Raw.json(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory", e);
    }
  }

  private static void readFields(byte[] utf8, PaperFields paper) throws IOException, Refused {
    try (JsonParser json = StrictJson.FACTORY.createParser(utf8)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        if (json.currentToken() != null) {
          json.skipChildren();
        }
        throw new Refused(Reason.NOT_A_PAPER, "a JSON object is expected");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        paper.read(field, new Values(json));
      }
      if (json.nextToken() != null) {
        throw new Refused(Reason.JSON_MALFORMED, "something follows the object");
      }
    }
  }

  private static void refuseUnlessUtf8(byte[] bytes) throws Refused {
    if (Charsets.strictly(bytes, 0, StandardCharsets.UTF_8).isEmpty()) {
      throw new Refused(Reason.CHARSET_MALFORMED, "not UTF-8");
    }
  }
}
