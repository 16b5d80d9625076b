package org.paperwire.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdom2.Element;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.Reading;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.acl.AclAnthology;
import org.paperwire.ingest.arxiv.ArxivApi;
import org.paperwire.ingest.arxiv.ArxivFeed;
import org.paperwire.ingest.arxiv.ArxivRecords;
import org.paperwire.ingest.bibtex.Bibtex;
import org.paperwire.ingest.biorxiv.BioRxiv;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.captures.DailyPapersPage;
import org.paperwire.ingest.crossref.Crossref;
import org.paperwire.ingest.feeds.Feeds;
import org.paperwire.ingest.feeds.JsonFeed;
import org.paperwire.ingest.formats.Archive;
import org.paperwire.ingest.formats.Formats;
import org.paperwire.ingest.formats.Ndjson;
import org.paperwire.ingest.formats.Room;
import org.paperwire.ingest.formats.Unpacked;
import org.paperwire.ingest.formats.UnreadableException;
import org.paperwire.ingest.huggingface.DailyPapersApi;
import org.paperwire.ingest.json.JsonSlice;
import org.paperwire.ingest.oai.OaiPmh;
import org.paperwire.ingest.openalex.OpenAlex;
import org.paperwire.ingest.papers.PaperReader;
import org.paperwire.ingest.papers.PapersNdjson;
import org.paperwire.ingest.polling.ListHead;
import org.paperwire.ingest.pubmed.Jats;
import org.paperwire.ingest.pubmed.PubMed;
import org.paperwire.ingest.semanticscholar.SemanticScholar;
import org.paperwire.ingest.xml.SafeXml;

/// A parser, and what holds of its answer to any bytes: it comes, it is one of those that are
/// declared, it is the same for the same bytes, and each thing in the bytes is in it once.
public enum Target {
  /// Format detection, charset detection, whatever reads the format, and what pollers read of a
  /// list.
  CAPTURES {
    @Override
    public void check(byte[] input) {
      checkOutcome(same(() -> Formats.readCapture(input, CAPTURED)));
      checkOutcome(same(() -> Formats.readPage(input, CaptureContext.UNKNOWN)));
      same(() -> ListHead.read(input));
    }
  },

  /// A Daily Papers page, on any text.
  PAGES {
    @Override
    public void check(byte[] input) {
      String text = new String(input, StandardCharsets.UTF_8);
      Parsed parsed = same(() -> DailyPapersPage.parse(Bytes.of(input), text, CAPTURED));
      Expected.allPlaces(parsed.items());
      parsed.items().forEach(Expected::ofAnItem);
    }
  },

  /// One paper as JSON, or an array.
  PAPERS {
    @Override
    public void check(byte[] input) {
      checkOutcome(same(() -> Formats.readPapers(input, READER)));
    }
  },

  /// A paper a line.
  LINES {
    @Override
    public void check(byte[] input) {
      List<Item> items = same(() -> lines(input));
      Expected.that(
          items.stream().map(Item::at).toList().equals(Expected.filledLines(input)),
          "each line with something on it is one item");
      items.forEach(Expected::ofAnItem);
    }
  },

  /// Unpacking, and then whatever was in the packing.
  PACKED {
    @Override
    public void check(byte[] input) {
      Optional<Bytes> unpacked = same(() -> unpacked(input));
      unpacked.ifPresent(body -> CAPTURES.check(body.toArray()));
    }
  },

  /// Every parser of a source that answers JSON, on any document, whether it is its own or not.
  JSON_SOURCES {
    @Override
    public void check(byte[] input) {
      if (JsonSlice.of(input) instanceof JsonSlice.Document(JsonSlice document)) {
        checkReading(
            () -> new Reading.Papers(DailyPapersApi.parse(document, CaptureContext.UNKNOWN)));
        checkReading(
            () -> new Reading.Papers(ArxivRecords.parse(document, CaptureContext.UNKNOWN)));
        checkReading(() -> new Reading.Papers(OpenAlex.parse(document, CaptureContext.UNKNOWN)));
        checkReading(() -> new Reading.Papers(JsonFeed.parse(document, CaptureContext.UNKNOWN)));
        checkReading(() -> Crossref.read(document, CaptureContext.UNKNOWN));
        checkReading(() -> SemanticScholar.read(document, CaptureContext.UNKNOWN));
        checkReading(() -> BioRxiv.read(document, CaptureContext.UNKNOWN));
      }
    }
  },

  /// XML, and every parser of a source that answers it, on any root.
  XML_SOURCES {
    @Override
    public void check(byte[] input) {
      switch (SafeXml.read(input)) {
        case SafeXml.Document(Element root) -> {
          checkReading(() -> ArxivApi.read(root, CaptureContext.UNKNOWN));
          checkReading(() -> ArxivFeed.read(root, CaptureContext.UNKNOWN));
          checkReading(() -> OaiPmh.read(root, CaptureContext.UNKNOWN));
          checkReading(() -> AclAnthology.read(root, CaptureContext.UNKNOWN));
          checkReading(() -> PubMed.read(root, CaptureContext.UNKNOWN));
          checkReading(() -> Jats.read(root, CaptureContext.UNKNOWN));
          checkReading(() -> Feeds.read(root, CaptureContext.UNKNOWN));
        }
        case SafeXml.NotXml(Reason reason, String detail) -> Expected.ofARefusal(reason, detail);
      }
    }
  },

  /// A bibliography, on any text.
  BIBLIOGRAPHIES {
    @Override
    public void check(byte[] input) {
      String text = new String(input, StandardCharsets.UTF_8);
      checkReading(() -> new Reading.Papers(Bibtex.parse(text, CaptureContext.UNKNOWN)));
    }
  },

  /// A tar, and whatever is in its files.
  ARCHIVES {
    @Override
    public void check(byte[] input) {
      List<Item> items = same(() -> files(input));
      Expected.allPlaces(items);
      items.forEach(Expected::ofAnItem);
    }
  };

  private static final CaptureContext CAPTURED = CaptureContext.of(LocalDate.of(2025, 10, 30));
  private static final PaperReader READER = new PaperReader(PaperReader.SOURCE);

  /// Gives these bytes to the parser.
  ///
  /// @throws AssertionError when the answer is not as it must be
  public abstract void check(byte[] input);

  private static <T> T same(Supplier<T> parser) {
    T first = parser.get();
    Expected.that(first.equals(parser.get()), "the same bytes have the same answer");
    return first;
  }

  private static void checkOutcome(Formats.Outcome outcome) {
    switch (outcome) {
      case Formats.Read(Parsed parsed) -> {
        parsed.items().forEach(Expected::ofAnItem);
        Expected.that(
            parsed.sightings().size() + parsed.rejects().size() == parsed.items().size(),
            "sightings and rejects are all there is");
      }
      case Formats.Unrecognised(Reason reason, String detail) ->
          Expected.ofARefusal(reason, detail);
    }
  }

  private static void checkReading(Supplier<Reading> parser) {
    switch (same(parser)) {
      case Reading.Papers(Parsed parsed) -> {
        Expected.allPlaces(parsed.items());
        parsed.items().forEach(Expected::ofAnItem);
      }
      case Reading.Nothing(Reason reason, String detail) -> Expected.ofARefusal(reason, detail);
    }
  }

  private static List<Item> files(byte[] input) {
    var items = new ArrayList<Item>();
    try {
      Archive.read(
          new ByteArrayInputStream(input),
          CaptureContext.UNKNOWN,
          Room.ENDLESS,
          file -> items.addAll(file.items()));
    } catch (UnreadableException e) {
      Expected.ofARefusal(e.reason(), e.detail());
    } catch (IOException e) {
      throw new AssertionError("bytes in memory cannot break off", e);
    }
    return items;
  }

  private static List<Item> lines(byte[] input) {
    var items = new ArrayList<Item>();
    try {
      PapersNdjson.read(
          new ByteArrayInputStream(input), READER.lines(), line -> items.addAll(line.items()));
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory", e);
    }
    return items;
  }

  private static Optional<Bytes> unpacked(byte[] input) {
    var body = new Unpacked(new ByteArrayInputStream(input));
    try {
      Ndjson sniffed = Ndjson.sniff(body, Room.ENDLESS);
      return Optional.of(Bytes.of(body.readBody(sniffed.body(), Room.ENDLESS)));
    } catch (UnreadableException e) {
      Expected.ofARefusal(e.reason(), e.detail());
      Expected.that(isKeptAsItCame(body, input), "what is damaged is kept as it came");
      return Optional.empty();
    } catch (IOException e) {
      throw new AssertionError("bytes in memory cannot break off", e);
    }
  }

  private static boolean isKeptAsItCame(Unpacked body, byte[] input) {
    try {
      return body.packedBody().map(Bytes::toArray).filter(b -> Arrays.equals(b, input)).isPresent();
    } catch (IOException e) {
      throw new AssertionError("bytes in memory cannot break off", e);
    }
  }
}
