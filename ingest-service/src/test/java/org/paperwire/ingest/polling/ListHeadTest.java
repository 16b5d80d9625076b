package org.paperwire.ingest.polling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListHeadTest {

  private static final String JSON_FEED =
      "{\"version\": \"https://jsonfeed.org/version/1.1\", \"authors\": [{\"name\": \"A\"}],"
          + " \"items\": [{\"id\": \"1\", \"tags\": [1, 2]}, {}], \"title\": \"List\"}";

  @Test
  void aJsonArrayIsCounted() {
    assertThat(read("[{\"a\": [1, 2]}, {}, 3]")).isEqualTo(PollersToTest.listOf(3));
  }

  @Test
  void theItemsOfAJsonFeedAreCounted() {
    assertThat(read(JSON_FEED)).isEqualTo(PollersToTest.listOf(2));
  }

  @Test
  void rssSaysOfWhenItIs() {
    assertThat(
            read(
                """
                <rss version="2.0"><channel><title>cs.CL</title>
                <lastBuildDate>Tue, 17 Nov 2026 05:00:11 +0000</lastBuildDate>
                <pubDate>Tue, 17 Nov 2026 00:00:00 -0500</pubDate>
                <item><title>One</title><pubDate>Mon, 16 Nov 2026 00:00:00 -0500</pubDate></item>
                <item><title>Two</title></item></channel></rss>"""))
        .isEqualTo(PollersToTest.listOf(2, "2026-11-17T05:00:00Z"));
  }

  @Test
  void atomSaysOfWhenItIs() {
    assertThat(
            read(
                """
                <?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">
                <updated>2026-11-17T05:00:19.866337+00:00</updated>
                <entry><updated>2020-01-01T00:00:00Z</updated></entry></feed>"""))
        .isEqualTo(PollersToTest.listOf(1, "2026-11-17T05:00:19.866337Z"));
  }

  @Test
  void oaiSaysWhereItGoesOn() {
    assertThat(
            read(
                """
                <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">
                <responseDate>2026-11-17T08:00:00Z</responseDate><request verb="ListRecords"/>
                <ListRecords><record><header/></record><record/>
                <resumptionToken expirationDate="2026-11-18T00:00:00Z"> verb%3D1 </resumptionToken>
                </ListRecords></OAI-PMH>"""))
        .isEqualTo(PollersToTest.page(2, "2026-11-17T08:00:00Z", "verb%3D1"));
  }

  @Test
  void anEmptyTokenIsTheEnd() {
    assertThat(
            read(
                """
                <OAI-PMH><responseDate>2026-11-17T08:00:00Z</responseDate>
                <ListRecords><record/><resumptionToken/></ListRecords></OAI-PMH>"""))
        .isEqualTo(PollersToTest.listOf(1, "2026-11-17T08:00:00Z"));
  }

  @Test
  void oaiSaysWhatIsWrong() {
    assertThat(
            read(
                """
                <OAI-PMH><responseDate>2026-11-17T08:00:00Z</responseDate>
                <error code="badResumptionToken">expired</error></OAI-PMH>"""))
        .isEqualTo(
            new ListHead.Whole(
                0,
                Optional.of(Instant.parse("2026-11-17T08:00:00Z")),
                Optional.empty(),
                Optional.of("badResumptionToken")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "hello",
        "[{\"title\": \"One\"}, {\"title\"",
        "[1, 2",
        "[1] [2]",
        "{\"error\": \"Invalid date\"}",
        "{\"items\": [{\"id\": \"1\"}]}",
        "{\"version\": \"https://jsonfeed.org/version/1.1\"}",
        "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": {}}",
        "7",
        "<html><body>Sign in to this network</body></html>",
        "<!DOCTYPE html><html><body>Sign in</body></html>",
        "<html><body>no end <br> here</body></html>",
        "<rss><channel><item><title>One</title></item>",
        "<rss><channel><item><tit",
        "<gallery><item/></gallery>",
        "<!DOCTYPE a[\u0001",
        "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel>&x;</channel></rss>",
      })
  void whatIsNoWholeListIsBroken(String body) {
    assertThat(read(body)).isInstanceOf(ListHead.Broken.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        JSON_FEED,
        "<rss><channel><pubDate>Tue, 17 Nov 2026 00:00:00 -0500</pubDate><item>a</item></channel></rss>",
      })
  void everyBeginningOfAListIsBroken(String list) {
    for (int length = 0; length < list.length(); length++) {
      assertThat(read(list.substring(0, length)))
          .as(list.substring(0, length))
          .isInstanceOf(ListHead.Broken.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "arxiv_rss/cs.AI_2025-08-20.atom.xml, 2025-08-20",
    "arxiv_rss/cs.LG+cs.AI+cs.CL+stat.ML_2026-09-24.rss.xml, 2026-09-24",
  })
  void theFeedsOfArxivAreOfTheDayThatTheirNamesSay(String name, String day) throws IOException {
    byte[] body = real(name);

    assertThat(ListHead.read(body))
        .isInstanceOfSatisfying(
            ListHead.Whole.class,
            head -> {
              assertThat(head.dated().orElseThrow().atZone(ArxivCalendar.EASTERN).toLocalDate())
                  .hasToString(day);
              assertThat(head.things())
                  .isEqualTo(new String(body, UTF_8).split("<(item|entry)>", -1).length - 1)
                  .isPositive();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "badResumptionToken.xml, badResumptionToken",
    "noRecordsMatch.xml, noRecordsMatch",
    "badArgument.xml, badArgument",
  })
  void theErrorsOfOaiAreRead(String name, String code) throws IOException {
    assertThat(ListHead.read(real("oai_pmh_protocol/" + name)))
        .isInstanceOfSatisfying(
            ListHead.Whole.class, head -> assertThat(head.error()).contains(code));
  }

  private static byte[] real(String name) throws IOException {
    Path file = Path.of("../../shared/data/source_formats").resolve(name);
    Assumptions.assumeTrue(Files.exists(file), "the real data are not beside the checkout");
    return Files.readAllBytes(file);
  }

  private static ListHead read(String body) {
    return ListHead.read(body.getBytes(UTF_8));
  }
}
