package org.paperwire.ingest.bibtex;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jbibtex.BibTeXDatabase;
import org.jbibtex.BibTeXEntry;
import org.jbibtex.BibTeXParser;
import org.jbibtex.BibTeXString;
import org.jbibtex.Key;
import org.jbibtex.ObjectResolutionException;
import org.jbibtex.ParseException;
import org.jbibtex.StringValue;
import org.jbibtex.TokenMgrException;
import org.jbibtex.Value;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.SourceName;
import org.paperwire.bibliography.TexText;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.Entry;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.Parser;
import org.paperwire.ingest.ParserBoundary;
import org.paperwire.ingest.PersonName;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.WrittenDate;
import org.paperwire.ingest.bibtex.BibtexScan.Piece;
import org.paperwire.ingest.captures.CaptureContext;

/// The parser of BibTeX. Each entry is read by JBibTeX by itself, with the strings of the whole, so
/// that one which is malformed is refused alone. TeX in titles, names and abstracts becomes text.
///
/// Keys are names in one bibliography and not the source's ids, unless a source is given; without
/// one, `bibtex` speaks, and each entry is a list of its own.
public final class Bibtex {

  /// Who speaks when nobody is given.
  public static final SourceName SOURCE = new SourceName("bibtex");

  private static final Parser PARSER = new Parser("bibtex", 1);
  private static final Set<String> NO_ENTRIES = Set.of("string", "comment", "preamble");
  private static final Pattern BEGINNING = Pattern.compile("(?m)^\\s*@[A-Za-z]{2,30}\\s*[{(]");
  private static final Pattern ACL =
      Pattern.compile("https?://(?:www\\.)?aclanthology\\.(?:org|info)/(?:papers/)?([^/]+)/?");
  private static final Pattern KEY = Pattern.compile("\\A(@\\w+\\s*[{(])([^,=]{0,200})(?=,)");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final int STRINGS_MAX = 1_000;

  private Bibtex() {}

  /// Whether a text is a bibliography: it has an entry at the beginning of a line.
  public static boolean recognises(String text) {
    return BEGINNING.matcher(text).find();
  }

  /// Reads a bibliography.
  public static Parsed parse(String text, CaptureContext context) {
    var strings = new ArrayList<String>();
    var items = new ArrayList<Item>();
    for (Piece piece : BibtexScan.pieces(text)) {
      if (piece.type().equals("string") && piece.isWhole() && strings.size() < STRINGS_MAX) {
        strings.add(piece.text());
      } else if (!NO_ENTRIES.contains(piece.type())) {
        items.add(item(items.size() + 1, piece, strings, context));
      }
    }
    return Parsed.of(Format.BIBTEX, context.source().orElse(SOURCE), items);
  }

  private static Item item(int at, Piece piece, List<String> strings, CaptureContext context) {
    var raw = new Raw(Bytes.of(piece.text()), "application/x-bibtex");
    Entry entry = Entry.at(at, raw);
    if (!piece.isWhole()) {
      return entry.reject(Reason.BIBTEX_MALFORMED, "an entry whose braces do not close");
    }
    if (raw.bytes().size() > Limits.ITEM_BYTES_MAX) {
      return entry.reject(Reason.TOO_LARGE, "more than %d bytes".formatted(Limits.ITEM_BYTES_MAX));
    }
    return ParserBoundary.read(
        PARSER.name(),
        () ->
            parsed(piece, strings)
                .map(parsed -> item(entry, new Fields(parsed), key(piece), context))
                .orElseGet(() -> entry.reject(Reason.BIBTEX_MALFORMED, "not an entry of BibTeX")),
        detail -> entry.reject(Reason.PARSER_FAILED, detail));
  }

  /// What JBibTeX cannot read is given to it again without what it is stricter about than BibTeX:
  /// keys with blanks, stars or accents in them, and TeX's `\\{` (a new line, then a group), of
  /// which it takes the second backslash for an escape of the brace.
  private static Optional<BibTeXEntry> parsed(Piece piece, List<String> strings) {
    return parsed(piece.text(), strings)
        .or(
            () -> {
              Matcher key = KEY.matcher(piece.text());
              String text =
                  key.find()
                      ? key.group(1) + "key" + piece.text().substring(key.end())
                      : piece.text();
              return parsed(text.replace("\\\\{", "\\\\ {"), strings);
            });
  }

  /// The key as it is written.
  private static Optional<String> key(Piece piece) {
    Matcher key = KEY.matcher(piece.text());
    return key.find() ? Optional.of(key.group(2)) : Optional.empty();
  }

  private static Optional<BibTeXEntry> parsed(String entry, List<String> strings) {
    try {
      var parser =
          new BibTeXParser() {
            @Override
            public void checkStringResolution(Key key, BibTeXString string) {
              // A string that nobody defined is its own name.
            }

            @Override
            public void checkCrossReferenceResolution(Key key, BibTeXEntry entry) {
              // What is referred to is another entry, read by itself.
            }
          };
      MONTHS.forEach(month -> parser.addMacro(month, month));
      BibTeXDatabase read =
          parser.parse(new StringReader(String.join("\n", strings) + "\n" + entry));
      return read.getEntries().values().stream().findFirst();
    } catch (ParseException | TokenMgrException | ObjectResolutionException e) {
      return Optional.empty();
    }
  }

  /// The fields of an entry, by name without case.
  private record Fields(BibTeXEntry entry) {

    Optional<String> tex(String name) {
      return Optional.ofNullable(entry.getField(new Key(name)))
          .flatMap(Fields::text)
          .map(String::strip)
          .filter(text -> !text.isEmpty());
    }

    private static Optional<String> text(Value value) {
      return Optional.ofNullable(value.toUserString())
          .or(
              () ->
                  value instanceof StringValue string
                      ? Optional.of(string.getString())
                      : Optional.empty());
    }

    Optional<String> plain(String name) {
      return tex(name).map(TexText::plain);
    }

    Optional<String> first(String... names) {
      return Stream.of(names).flatMap(name -> plain(name).stream()).findFirst();
    }
  }

  private static Item item(
      Entry entry, Fields fields, Optional<String> key, CaptureContext context) {
    entry
        .title(fields.plain("title"))
        .abstractText(fields.plain("abstract"))
        .identifier("doi", fields.tex("doi"))
        .identifier("pmid", fields.tex("pmid"))
        .venue(fields.first("booktitle", "journal", "journaltitle", "school", "howpublished"))
        .publishedAt(date(fields))
        .year(year(fields))
        .note(fields.plain("note"))
        .link(fields.tex("url"))
        .link(fields.tex("pdf"));
    addArxiv(entry, fields);
    fields
        .tex("url")
        .ifPresent(
            url -> {
              Matcher acl = ACL.matcher(url);
              entry.identifier("acl", acl.matches() ? Optional.of(acl.group(1)) : Optional.empty());
              entry.identifier("doi", Optional.of(url));
              entry.identifier("arxiv", Optional.of(url));
            });
    fields
        .tex("author")
        .ifPresent(
            authors ->
                Stream.of(authors.split("\\s+and\\s+"))
                    .filter(name -> !name.equalsIgnoreCase("others"))
                    .forEach(name -> entry.author(displayed(name))));
    fields
        .plain("keywords")
        .ifPresent(
            keywords ->
                Stream.of(keywords.split("[,;]"))
                    .forEach(keyword -> entry.keyword(Optional.of(keyword))));
    return context.source().isPresent()
        ? entry.known(context.source().get(), key, context.capturedAt(), PARSER)
        : entry.announced(SOURCE, context.capturedAt(), PARSER);
  }

  /// `eprint = {2409.02877}, archivePrefix = {arXiv}`, or `journal = {arXiv preprint
  /// arXiv:2409.02877}`.
  private static void addArxiv(Entry entry, Fields fields) {
    boolean isArxiv =
        fields
            .tex("archiveprefix")
            .or(() -> fields.tex("eprinttype"))
            .map(prefix -> prefix.toLowerCase(Locale.ROOT).equals("arxiv"))
            .orElse(true);
    if (isArxiv) {
      entry.identifier("arxiv", fields.tex("eprint"));
    }
    fields
        .tex("journal")
        .filter(journal -> journal.contains("arXiv:"))
        .ifPresent(
            journal ->
                entry.identifier(
                    "arxiv",
                    Optional.of(
                        journal.substring(journal.indexOf("arXiv:")).split("[\\s,;]", 2)[0])));
  }

  /// `Quill, Ada` and `Ink, Jr., Ben` with the given names first; in braces, as it is.
  private static String displayed(String name) {
    String stripped = name.strip();
    if (stripped.startsWith("{") && stripped.endsWith("}")) {
      return TexText.plain(stripped);
    }
    return TexText.plain(PersonName.givenFirst(stripped));
  }

  private static OptionalLong year(Fields fields) {
    return fields
        .plain("year")
        .filter(year -> year.matches("\\d{4}"))
        .map(year -> OptionalLong.of(Long.parseLong(year)))
        .orElseGet(OptionalLong::empty);
  }

  /// `date` of biblatex; else `year` with `month`, which is a name, a number or days of a month.
  private static Optional<PartialDate> date(Fields fields) {
    return fields
        .plain("date")
        .flatMap(PartialDate::parse)
        .or(() -> WrittenDate.of(fields.plain("year"), fields.plain("month"), Optional.empty()));
  }
}
