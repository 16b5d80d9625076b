package org.paperwire.ingest.huggingface;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.json.JsonSlice;

/// The page itself, as HTML. What it shows stands in the attribute `data-props` of the element
/// whose `data-target` is `DailyPapers`: the entries of the API as JSON, escaped. Nothing else of
/// the page is looked at, and nothing that it names is fetched.
public final class DailyPapersHtml {

  private DailyPapersHtml() {}

  /// What is in the page. Empty when it is no such page.
  public static Optional<JsonSlice.Outcome> properties(String html) {
    if (!html.contains("data-props")) {
      return Optional.empty();
    }
    Element list = Jsoup.parse(html).selectFirst("[data-target=DailyPapers][data-props]");
    return Optional.ofNullable(list)
        .map(found -> JsonSlice.of(found.attr("data-props").getBytes(StandardCharsets.UTF_8)));
  }

  /// Reads the properties of a page.
  public static Parsed parse(JsonSlice properties, CaptureContext context) {
    Parsed entries = DailyPapersApi.parse(properties, context);
    return new Parsed(Format.DAILY_PAPERS_HTML, entries.speaker(), entries.items());
  }
}
