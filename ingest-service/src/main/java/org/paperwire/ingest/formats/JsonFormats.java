package org.paperwire.ingest.formats;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.Entry;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.Reading;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.arxiv.ArxivRecords;
import org.paperwire.ingest.biorxiv.BioRxiv;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.crossref.Crossref;
import org.paperwire.ingest.feeds.JsonFeed;
import org.paperwire.ingest.huggingface.DailyPapersApi;
import org.paperwire.ingest.json.JsonSlice;
import org.paperwire.ingest.openalex.OpenAlex;
import org.paperwire.ingest.papers.PaperReader;
import org.paperwire.ingest.papers.PapersNdjson.LineReader;
import org.paperwire.ingest.semanticscholar.SemanticScholar;

/// Which source a JSON document is of, told from the names of its fields. What no source recognises
/// is papers in our own form, or nothing.
final class JsonFormats {

  private record Source(
      Predicate<JsonSlice> recognises, BiFunction<JsonSlice, CaptureContext, Reading> read) {

    /// A format that has no answer but papers.
    static Source of(
        Predicate<JsonSlice> recognises, BiFunction<JsonSlice, CaptureContext, Parsed> parse) {
      return new Source(recognises, parse.andThen(Reading.Papers::new));
    }
  }

  private static final List<Source> SOURCES =
      List.of(
          Source.of(DailyPapersApi::recognises, DailyPapersApi::parse),
          Source.of(ArxivRecords::recognises, ArxivRecords::parse),
          Source.of(OpenAlex::recognises, OpenAlex::parse),
          new Source(Crossref::recognises, Crossref::read),
          new Source(SemanticScholar::recognises, SemanticScholar::read),
          new Source(BioRxiv::recognises, BioRxiv::read),
          Source.of(JsonFeed::recognises, JsonFeed::parse));

  private JsonFormats() {}

  /// What a source's document says. Empty when it is of no source.
  static Optional<Reading> read(JsonSlice document, CaptureContext context) {
    return SOURCES.stream()
        .filter(source -> source.recognises().test(document))
        .findFirst()
        .map(source -> source.read().apply(document, context));
  }

  /// Reads lines of any source, each of which is told by itself.
  static LineReader lines(CaptureContext context) {
    var papers = new PaperReader(context.source().orElse(PaperReader.SOURCE));
    LineReader own = papers.lines();
    return (number, line) -> line(number, line, context).orElseGet(() -> own.read(number, line));
  }

  private static Optional<Parsed> line(int number, Bytes line, CaptureContext context) {
    return JsonSlice.of(line.toArray()) instanceof JsonSlice.Document(JsonSlice document)
        ? read(document, context)
            .map(
                reading ->
                    switch (reading) {
                      case Reading.Papers(Parsed parsed) -> parsed.at(number);
                      case Reading.Nothing(Reason reason, String detail) ->
                          Parsed.of(
                              Format.PAPERS_NDJSON,
                              List.of(Entry.at(number, Raw.json(line)).reject(reason, detail)));
                    })
        : Optional.empty();
  }
}
