package org.paperwire.ingest.captures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.paperwire.bibliography.Fingerprint;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.Origin;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.Parser;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.Reject;
import org.paperwire.ingest.Seen;
import org.paperwire.ingest.Sighting;
import org.paperwire.ingest.SignalSeen;
import org.paperwire.ingest.Statement;

/// The parser of saved Daily Papers pages.
///
/// ```
/// text ─▶ lines ─▶ without header ─┬▶ bylines
///                                  └▶ paragraphs ─▶ cards ─▶ sightings, rejects
/// ```
///
/// A pure function: the same bytes and context give the same answer, and no bytes make it throw.
/// Every card becomes a sighting or a reject.
public final class DailyPapersPage {

  /// Who speaks on these pages.
  public static final SourceName SOURCE = new SourceName("huggingface");

  private static final Parser PARSER = new Parser("daily-papers-page", 1);

  /// The longest titles of papers have some 350 characters; a longer text is an abstract that lost
  /// its title.
  static final int TITLE_CHARACTERS_MAX = 500;

  private static final Pattern BYLINE =
      Pattern.compile(
          "(?m)^\\h*(?:•\\h*\\d+ authors?\\h*$|·\\h*\\R+\\h*" + "[A-Z][a-z]{2} \\d{1,2}\\b)");

  private DailyPapersPage() {}

  /// Whether a text is such a page: it has a phrase of the page's header, or a card's byline.
  public static boolean recognises(String text) {
    return Header.of(Line.of(text)).isSure() || BYLINE.matcher(text).find();
  }

  /// Reads a page.
  ///
  /// @param bytes the capture as it came, unpacked; what they digest to names the list
  /// @param text the same as text
  public static Parsed parse(Bytes bytes, String text, CaptureContext context) {
    Header header = Header.of(Line.of(text));
    var page =
        new Page(
            Fingerprint.sha256(bytes.toArray()),
            context,
            PageDate.of(context, header.period()),
            header.cards());
    return Parsed.of(Format.DAILY_PAPERS_PAGE, context.source().orElse(SOURCE), page.items());
  }

  private record Page(String list, CaptureContext context, PageDate date, List<Line> lines) {

    /// Text between two bylines, and the byline below it.
    private record Stretch(List<Paragraph> paragraphs, int from, Optional<Byline> byline, int to) {}

    List<Item> items() {
      List<Stretch> stretches = stretches();
      CardShape shape =
          CardShape.of(stretches.stream().flatMap(s -> s.paragraphs().stream()).toList());
      var items = new ArrayList<Item>();
      for (Stretch stretch : stretches) {
        List<List<Paragraph>> cards = shape.divide(stretch.paragraphs());
        if (cards.isEmpty() && stretch.byline().isPresent()) {
          items.add(
              reject(
                  items.size(),
                  "a byline without a title above it",
                  raw(stretch.from(), stretch.to())));
        }
        for (int i = 0; i < cards.size(); i++) {
          boolean last = i == cards.size() - 1;
          Optional<Byline> byline = last ? stretch.byline() : Optional.empty();
          int to = last ? stretch.to() : cards.get(i).getLast().to();
          items.add(item(items.size(), cards.get(i), byline, to));
        }
      }
      return items;
    }

    private List<Stretch> stretches() {
      var stretches = new ArrayList<Stretch>();
      int from = 0;
      int texts = 0;
      int at = 0;
      while (at < lines.size()) {
        Optional<Byline> byline = Byline.at(lines, at, texts);
        if (byline.isPresent()) {
          int end = byline.get().end();
          stretches.add(new Stretch(Paragraph.of(lines, from, at), from, byline, end));
          from = end;
          at = end;
          texts = 0;
        } else {
          texts += lines.get(at).isBlank() ? 0 : 1;
          at++;
        }
      }
      List<Paragraph> rest = Paragraph.of(lines, from, lines.size());
      if (!rest.isEmpty()) {
        stretches.add(new Stretch(rest, from, Optional.empty(), rest.getLast().to()));
      }
      return stretches;
    }

    private Item item(int position, List<Paragraph> card, Optional<Byline> byline, int to) {
      String title = card.getFirst().text();
      Raw raw = raw(card.getFirst().from(), to);
      if (title.length() > TITLE_CHARACTERS_MAX) {
        return reject(
            position,
            "a card that begins with a text of %d characters, which is no title"
                .formatted(title.length()),
            raw);
      }
      Optional<String> abstractText =
          Optional.of(card.stream().skip(1).map(Paragraph::text).collect(Collectors.joining(" ")))
              .filter(text -> !text.isEmpty());
      if (abstractText.filter(a -> a.length() > Limits.ABSTRACT_CHARACTERS_MAX).isPresent()) {
        return new Reject(
            position + 1,
            Reason.FIELD_TOO_LARGE,
            "an abstract of more than %d characters".formatted(Limits.ABSTRACT_CHARACTERS_MAX),
            Optional.of(title),
            raw);
      }
      Optional<CardDate> written = byline.flatMap(Byline::date);
      Optional<PartialDate> published = written.flatMap(date::complete).flatMap(PartialDate::of);
      Statement statement =
          Statement.titled(title)
              .abstractText(abstractText)
              .authorCount(byline.map(Byline::authorCount).orElse(OptionalInt.empty()))
              .organisation(byline.flatMap(Byline::organisation))
              .publishedAt(published)
              .publishedText(published.isPresent() ? Optional.empty() : written.map(CardDate::text))
              .listedAt(date.listedAt())
              .done();
      var origin = new Origin.Listed(context.source().orElse(SOURCE), list, position);
      return new Seen(
          position + 1,
          new Sighting(origin, statement, context.capturedAt(), Optional.of(raw), PARSER),
          signals(byline));
    }

    private static List<SignalSeen> signals(Optional<Byline> byline) {
      var signals = new ArrayList<SignalSeen>();
      byline.ifPresent(
          line ->
              line.comments()
                  .ifPresent(count -> signals.add(new SignalSeen(SignalSeen.COMMENT, count))));
      return signals;
    }

    private static Reject reject(int position, String detail, Raw raw) {
      return new Reject(position + 1, Reason.TITLE_MISSING, detail, Optional.empty(), raw);
    }

    private Raw raw(int from, int to) {
      int first = from;
      while (first < to - 1 && lines.get(first).isBlank()) {
        first++;
      }
      return Raw.text(
          lines.subList(first, to).stream().map(Line::raw).collect(Collectors.joining("\n")));
    }
  }
}
