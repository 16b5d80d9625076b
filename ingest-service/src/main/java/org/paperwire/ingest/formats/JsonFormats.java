package org.paperwire.ingest.formats;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.arxiv.ArxivRecords;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.huggingface.DailyPapersApi;
import org.paperwire.ingest.json.JsonSlice;
import org.paperwire.ingest.papers.PaperReader;
import org.paperwire.ingest.papers.PapersNdjson.LineReader;

/// Which source a JSON document is of, told from the names of its fields. What no source recognises
/// is papers in our own form, or nothing.
final class JsonFormats {

  private record Source(
      Predicate<JsonSlice> recognises, BiFunction<JsonSlice, CaptureContext, Parsed> parse) {}

  private static final List<Source> SOURCES =
      List.of(
          new Source(DailyPapersApi::recognises, DailyPapersApi::parse),
          new Source(ArxivRecords::recognises, ArxivRecords::parse));

  private JsonFormats() {}

  /// What a source's document says. Empty when it is of no source.
  static Optional<Parsed> read(JsonSlice document, CaptureContext context) {
    return SOURCES.stream()
        .filter(source -> source.recognises().test(document))
        .findFirst()
        .map(source -> source.parse().apply(document, context));
  }

  /// Reads lines of any source, each of which is told by itself.
  static LineReader lines(CaptureContext context) {
    var papers = new PaperReader(context.source().orElse(PaperReader.SOURCE));
    return (number, line) ->
        line(number, line, context).orElseGet(() -> List.of(papers.read(number, line)));
  }

  private static Optional<List<Item>> line(int number, Bytes line, CaptureContext context) {
    return JsonSlice.of(line.toArray()) instanceof JsonSlice.Document(JsonSlice document)
        ? read(document, context)
            .map(parsed -> parsed.items().stream().map(item -> item.at(number)).toList())
        : Optional.empty();
  }
}
