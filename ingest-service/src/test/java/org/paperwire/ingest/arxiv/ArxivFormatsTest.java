package org.paperwire.ingest.arxiv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.ingest.Author;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Origin;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.Sighting;
import org.paperwire.ingest.Statement;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.formats.Formats;

class ArxivFormatsTest {

  private static final String ATOM =
      """
      <?xml version='1.0' encoding='UTF-8'?>
      <feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
        <id>https://arxiv.org/api/abc</id><updated>2026-04-12T22:10:19Z</updated>
        <entry>
          <id>http://arxiv.org/abs/math.CA/0611800v3</id>
          <title>Folding
            Maps</title>
          <updated>2007-01-02T00:00:00Z</updated><published>2006-11-26T10:00:00Z</published>
          <summary>  We fold $L_2$ &lt; maps. </summary>
          <category term="math.NA" scheme="http://arxiv.org/schemas/atom"/>
          <category term="math.CA"/><category term="68T05; I.2.6"/>
          <arxiv:primary_category term="math.CA"/>
          <arxiv:comment>COMMENT</arxiv:comment>
          <arxiv:doi>10.1000/Maps</arxiv:doi><arxiv:journal_ref>J. Maps 7 (2007)</arxiv:journal_ref>
          <author><name>Ada Quill</name><arxiv:affiliation>Inkwell</arxiv:affiliation></author>
          <author><name>Ben Ink</name></author>
        </entry>
      </feed>""";

  @Test
  void anEntryOfTheApiSaysAllThatThereIsRoomFor() {
    Sighting sighting = read(ATOM.replace("COMMENT", "12 pages")).sightings().getFirst();
    Statement said = sighting.statement();

    assertThat(said.title()).isEqualTo("Folding Maps");
    assertThat(said.abstractText()).contains("We fold $L_2$ < maps.");
    assertThat(said.identifiers().byNamespace())
        .isEqualTo(Map.of("arxiv", List.of("math/0611800"), "doi", List.of("10.1000/maps")));
    assertThat(said.version()).hasValue(3);
    assertThat(said.publishedAt()).contains(new PartialDate("2006-11-26"));
    assertThat(said.categories()).containsExactly("math.CA", "math.NA");
    assertThat(said.venue()).contains("J. Maps 7 (2007)");
    assertThat(said.note()).contains("12 pages");
    assertThat(said.withdrawn()).isEmpty();
    assertThat(said.authors())
        .containsExactly(new Author("Ada Quill", Optional.of("Inkwell")), Author.named("Ben Ink"));
    assertThat(sighting.origin()).isEqualTo(new Origin.Native(ArxivApi.SOURCE, "math/0611800"));
    assertThat(sighting.observedAt()).contains(Instant.parse("2026-04-12T22:10:19Z"));
  }

  /// What is kept of an entry is the entry, and is read again by itself.
  @Test
  void anEntryByItselfSaysTheSame() {
    Sighting sighting = read(ATOM).sightings().getFirst();

    Parsed again = read(sighting.raw().orElseThrow().bytes().toString());

    assertThat(again.format()).isEqualTo(Format.ARXIV_API);
    assertThat(again.sightings().getFirst().sightingId()).isEqualTo(sighting.sightingId());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          This paper has been withdrawn by the author due to an error in Lemma 2       | true
          Withdrawn because of a gap                                                    | true
          This submission has been withdrawn by arXiv administrators                    | true
          Paper withdrawn                                                               | true
          Our earlier claim is withdrawn due to new data                                | true
          12 pages, replaces a withdrawn paper                                          | false
          We study withdrawn deposits                                                   | false
          12 pages                                                                      | false
          """)
  void aWithdrawalIsToldFromTheComment(String comment, boolean isWithdrawn) {
    Statement said = read(ATOM.replace("COMMENT", comment)).sightings().getFirst().statement();

    assertThat(said.withdrawn()).isEqualTo(isWithdrawn ? Optional.of(comment) : Optional.empty());
  }

  @Test
  void aFeedOfAnnouncementsSaysWhenEachWasListedAtWhichVersion() {
    String rss =
        """
        <rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">
        <channel><title>cs.CL updates</title><link>http://rss.arxiv.org/rss/cs.CL</link>
        <item><title>Folding Maps</title><link>https://arxiv.org/abs/2609.26811</link>
          <description>arXiv:2609.26811v2 Announce Type: replace
        Abstract: We fold maps.</description>
          <guid isPermaLink="false">oai:arXiv.org:2609.26811v2</guid>
          <category>cs.CL</category><category>cs.AI</category>
          <pubDate>Thu, 24 Sep 2026 00:00:00 -0400</pubDate>
          <arxiv:announce_type>replace</arxiv:announce_type>
          <arxiv:DOI>10.1000/maps</arxiv:DOI><arxiv:journal_reference>J. Maps</arxiv:journal_reference>
          <dc:creator>Andr\\'e Quill (Inkwell, Paris), Ben Ink, Jr., C. Nib</dc:creator></item>
        </channel></rss>""";

    Sighting sighting = read(rss).sightings().getFirst();
    Statement said = sighting.statement();

    assertThat(said.listedAt()).contains(new PartialDate("2026-09-24"));
    assertThat(said.version()).hasValue(2);
    assertThat(said.abstractText()).contains("We fold maps.");
    assertThat(said.authors())
        .containsExactly(
            new Author("André Quill", Optional.of("Inkwell, Paris")),
            Author.named("Ben Ink, Jr."),
            Author.named("C. Nib"));
    assertThat(said.identifiers().byNamespace()).containsKeys("arxiv", "doi");
    assertThat(sighting.observedAt()).contains(Instant.parse("2026-09-24T04:00:00Z"));
    // Fetched again an hour later, it is the same announcement.
    assertThat(read(rss.replace("cs.CL updates", "cs.CL updates, again")).sightings().getFirst())
        .isEqualTo(sighting);
    assertThat(read(sighting.raw().orElseThrow().bytes().toString()).sightings())
        .containsExactly(sighting);
  }

  /// Java reads `+12026-…` as a time, which fits into no date of ours, and not even into
  /// milliseconds.
  @ParameterizedTest
  @ValueSource(
      strings = {"+12026-01-01T00:00:00Z", "-0001-01-01T00:00:00Z", "+999999999-12-31T00:00:00Z"})
  void aTimeInNoYearOfAnyPaperIsLeftOutAndThePaperIsTaken(String time) {
    String feed =
        """
        <feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">
        <id>http://rss.arxiv.org/atom/cs.CL</id><updated>%1$s</updated>
        <entry><id>oai:arXiv.org:2609.00001v1</id><title>Folding Late</title><published>%1$s</published>
        <arxiv:announce_type>new</arxiv:announce_type></entry></feed>"""
            .formatted(time);
    String harvest =
        """
        <arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>2609.00001</id><title>Folding Late</title>
        <version version="v1"><date>%s</date></version></arXivRaw>"""
            .formatted(time);
    String bulk =
        """
        {"id": "2609.00001", "title": "Folding Late", "categories": "cs.CL", "update_date": "%1$s",
         "versions": [{"version": "v1", "created": "%1$s"}]}"""
            .formatted(time);

    for (String document :
        List.of(feed, harvest, bulk, ATOM.replaceAll("20\\d\\d-[\\d:T-]+Z", time))) {
      Sighting sighting = read(document).sightings().getFirst();

      assertThat(sighting.observedAt()).isEmpty();
      assertThat(sighting.statement().listedAt()).isEmpty();
      assertThat(sighting.statement().publishedAt()).isEmpty();
      assertThat(sighting.statement().version()).isNotEmpty();
    }
  }

  @Test
  void aQuietDayIsAFeedWithoutEntries() {
    assertThat(
            read("<rss version='2.0'><channel><link>http://rss.arxiv.org/rss/cs.CL</link></channel></rss>")
                .items())
        .isEmpty();
  }

  @Test
  void aFeedThatIsAnErrorIsNoQuietDay() {
    assertThat(
            outcome(
                "<rss version='2.0'><channel><title>Feed error for query: cs.XX</title></channel></rss>"))
        .isInstanceOfSatisfying(
            Formats.Unrecognised.class,
            no -> assertThat(no.reason()).isEqualTo(Reason.ERROR_ANSWER));
  }

  @Test
  void theBulkMetadataDescribeTheLastVersion() {
    Sighting sighting =
        read("""
                {"id": "0704.0001", "submitter": "Ada Quill", "authors": "A. Quill, B. Ink Jr.",
                 "title": "Folding\\n  Maps", "comments": "37 pages", "journal-ref": "J. Maps 7",
                 "doi": "10.1000/a 10.1000/b", "report-no": null, "categories": "hep-ph cs.CL",
                 "license": null, "abstract": "  We fold.\\n",
                 "versions": [{"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"},
                              {"version": "v2", "created": "Tue, 24 Jul 2007 20:10:27 GMT"}],
                 "update_date": "2008-11-26", "authors_parsed": [["Quill", "A.", ""], ["Ink", "B.", "Jr."]]}""")
            .sightings()
            .getFirst();
    Statement said = sighting.statement();

    assertThat(said.version()).hasValue(2);
    assertThat(said.publishedAt()).contains(new PartialDate("2007-04-02"));
    assertThat(said.authors())
        .containsExactly(Author.named("A. Quill"), Author.named("B. Ink Jr."));
    assertThat(said.categories()).containsExactly("hep-ph", "cs.CL");
    assertThat(said.identifiers().byNamespace())
        .containsEntry("doi", List.of("10.1000/a", "10.1000/b"));
    assertThat(said.venue()).contains("J. Maps 7");
    assertThat(sighting.observedAt()).contains(Instant.parse("2008-11-26T00:00:00Z"));
    assertThat(sighting.origin()).isEqualTo(new Origin.Native(ArxivRecords.BULK, "0704.0001"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          A. Quill, B. Ink and C. Nib                               | A. Quill; B. Ink; C. Nib
          A. Quill (1), B. Ink (2) ((1) Inkwell, (2) Desk)          | A. Quill; B. Ink
          J\\"org Quill and L. Nib                                   | Jörg Quill; L. Nib
          The Nib Collaboration: A. Quill                           | The Nib Collaboration: A. Quill
          Alexandra Quill                                           | Alexandra Quill
          A. Quill, and B. Ink                                      | A. Quill; B. Ink
          ,;()                                                      |
          """)
  void theAuthorsOfOneTextAreToldApart(String text, String names) {
    assertThat(
            String.join(
                "; ", ArxivAuthors.names(text).stream().map(ArxivAuthors.Written::name).toList()))
        .isEqualTo(Optional.ofNullable(names).orElse(""));
  }

  private static Formats.Outcome outcome(String body) {
    return Formats.readCapture(body.getBytes(StandardCharsets.UTF_8), CaptureContext.UNKNOWN);
  }

  private static Parsed read(String body) {
    return switch (outcome(body)) {
      case Formats.Read(Parsed parsed) -> parsed;
      case Formats.Unrecognised(Reason reason, String detail) ->
          throw new AssertionError(reason + ": " + detail);
    };
  }
}
