package org.paperwire.ingest.papers;

import java.util.ArrayList;
import java.util.List;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.json.JsonSlice;

/// One paper as a JSON object, or an array of them.
public final class PapersJson {

  private PapersJson() {}

  /// Reads a document; each of its items is read or refused.
  public static Parsed read(JsonSlice document, PaperReader reader) {
    List<JsonSlice> papers = document.isArray() ? document.elements() : List.of(document);
    var items = new ArrayList<Item>();
    for (int i = 0; i < papers.size(); i++) {
      items.add(reader.read(i + 1, papers.get(i).bytes()));
    }
    return Parsed.of(Format.PAPERS_JSON, items);
  }
}
