package org.paperwire.ingest.huggingface;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Entry;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Parser;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.SignalSeen;
import org.paperwire.ingest.json.JsonEntry;
import org.paperwire.ingest.json.JsonObject;
import org.paperwire.ingest.json.JsonSlice;

/// One entry of the list: a paper in an envelope (`{"paper": {…}, "title": …, "numComments": …}`),
/// or the paper by itself, as `/api/papers/{id}` answers it.
///
/// - Listed on is `paper.submittedOnDailyAt`. It came in March 2025; before, only whoever recorded
///   the answer knows of which day it was. The envelope's `publishedAt` is neither that day nor the
///   paper's: since May 2025 it is the paper's time less the offset of New York, which is the day
///   before for two entries in five.
/// - `paper.title` counts before the envelope's, which is the same but for white space and TeX.
/// - Upvotes, comments and the stars of the repository are counts.
/// - Submitter, pictures, `ai_summary`, the authors' accounts and whatever comes next are in the
///   raw form, from which an answer of the same shape can be made.
///
/// @param source who speaks
/// @param listed the day of the list, where whoever recorded it says so
/// @param observedAt when the answer looked like this
record DailyPapersEntry(
    SourceName source, Optional<PartialDate> listed, Optional<Instant> observedAt) {

  static final Parser PARSER = new Parser("huggingface-api", 1);

  /// Stars of the paper's repository.
  private static final String STAR = "star";

  /// Reads entries.
  List<Item> readAll(List<JsonSlice> entries) {
    return JsonEntry.readAll(entries, PARSER, this::read);
  }

  private Item read(int at, JsonObject envelope, Raw raw) {
    JsonObject paper = envelope.object("paper").orElse(envelope);
    Entry entry =
        Entry.at(at, raw)
            .title(paper.text("title").or(() -> envelope.text("title")))
            .abstractText(paper.text("summary").or(() -> envelope.text("summary")))
            .identifier("arxiv", paper.text("id"))
            .publishedAt(paper.text("publishedAt").flatMap(PartialDate::parse))
            .listedAt(paper.text("submittedOnDailyAt").flatMap(PartialDate::parse).or(() -> listed))
            .link(paper.text("githubRepo"))
            .link(paper.text("projectPage"))
            .signal(SignalSeen.UPVOTE, paper.count("upvotes"))
            .signal(SignalSeen.COMMENT, envelope.count("numComments"))
            .signal(STAR, paper.count("githubStars"));
    paper.objects("authors").forEach(author -> entry.author(author.text("name"), Optional.empty()));
    paper.texts("ai_keywords").forEach(keyword -> entry.keyword(Optional.of(keyword)));
    paper
        .object("organization")
        .or(() -> envelope.object("organization"))
        .ifPresent(
            group -> entry.organisation(group.firstText("fullname", "name"), group.text("name")));
    if (paper.text("id").isEmpty()) {
      return entry.reject(Reason.NOT_A_PAPER, "an entry whose paper has no id");
    }
    return entry.known(source, paper.text("id"), observedAt, PARSER);
  }
}
