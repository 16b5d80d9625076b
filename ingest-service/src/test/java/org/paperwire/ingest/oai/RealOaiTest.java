package org.paperwire.ingest.oai;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdom2.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.RealData;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.formats.Formats;
import org.paperwire.ingest.xml.SafeXml;

/// Answers of arXiv, of CERN, and the protocol's cases, read where they lie.
class RealOaiTest {

  @Test
  void everyRecordIsASightingOrADeletion() throws IOException {
    var files = new ArrayList<Path>();
    files.addAll(RealData.files("source_formats/arxiv_oai_pmh", "*.xml"));
    files.addAll(RealData.files("source_formats/oai_marcxml_cds", "*.xml"));
    files.addAll(RealData.files("source_formats/oai_pmh_protocol", "{Get,List}Record*[!n].xml"));
    files.addAll(RealData.files("source_formats/oai_pmh_protocol", "arxiv_oai_with*.xml"));
    for (Path file : files) {
      String text = RealData.text(file);
      OaiAnswer answer = answer(file);

      assertThat(answer.parsed().rejects()).as("%s", file).isEmpty();
      assertThat(answer.deleted())
          .as("%s", file)
          .hasSize(RealData.count("status=\"deleted\"", text));
      assertThat(answer.parsed().sightings())
          .as("%s", file)
          .hasSize(
              RealData.count("<(?:oai:)?record>", text)
                  - RealData.count("status=\"deleted\"", text))
          .allSatisfy(sighting -> assertThat(sighting.observedAt()).isPresent());
    }
  }

  @Test
  void whatArxivSaysOfAuthorsIsAllThere() throws IOException {
    for (Path file : RealData.files("source_formats/arxiv_oai_pmh", "*.xml")) {
      String text = RealData.text(file);
      Parsed parsed = RealData.parsed(file);

      assertThat(parsed.format()).isEqualTo(Format.OAI_PMH);
      assertThat(parsed.sightings().stream().mapToInt(s -> s.statement().authors().size()).sum())
          .as("%s", file)
          .isEqualTo(
              RealData.count("<author>", text) - RealData.count("<keyname>:</keyname>", text));
      assertThat(parsed.sightings())
          .allMatch(sighting -> sighting.origin().source().value().equals("arxiv-oai"))
          .allMatch(sighting -> sighting.recordKey().namespace().equals("arxiv"))
          .allMatch(sighting -> sighting.statement().abstractText().isPresent());
    }
  }

  @Test
  void metadataWithoutAnAnswerAroundThemAreReadToo() throws IOException {
    Path file =
        RealData.files("source_formats/oai_pmh_protocol", "arxiv_oai_metadata_*.xml").getFirst();

    assertThat(RealData.parsed(file).sightings()).hasSize(1);
  }

  @Test
  void aTokenSaysHowToGoOn() throws IOException {
    Path file = RealData.files("source_formats/oai_pmh_protocol", "arxiv_oai_with*.xml").getFirst();

    assertThat(answer(file).resumption().map(OaiAnswer.Resumption::token)).contains("token123abc");
  }

  @ParameterizedTest
  @CsvSource({
    "badArgument",
    "badResumptionToken",
    "cannotDisseminateFormat",
    "idDoesNotExist",
    "noSetHierarchy",
    "undefinedError"
  })
  void anErrorIsDataForAHarvesterAndAReasonForAnyoneElse(String code) throws IOException {
    Path file = RealData.files("source_formats/oai_pmh_protocol", code + ".xml").getFirst();

    assertThat(answer(file).failedWith(code)).isTrue();
    assertThat(answer(file).isQuiet()).isFalse();
    assertThat(RealData.read(file))
        .isInstanceOfSatisfying(
            Formats.Unrecognised.class,
            no -> {
              assertThat(no.reason()).isEqualTo(Reason.ERROR_ANSWER);
              assertThat(no.detail()).contains(code);
            });
  }

  @Test
  void thatNothingMatchedIsNoError() throws IOException {
    Path file = RealData.files("source_formats/oai_pmh_protocol", "noRecordsMatch.xml").getFirst();

    assertThat(answer(file).isQuiet()).isTrue();
    assertThat(RealData.parsed(file).items()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Identify", "ListMetadataFormats", "ListSets"})
  void answersThatAreNoPapersSayWhatTheyAre(String verb) throws IOException {
    Path file = RealData.files("source_formats/oai_pmh_protocol", verb + ".xml").getFirst();

    assertThat(RealData.read(file))
        .isInstanceOfSatisfying(
            Formats.Unrecognised.class, no -> assertThat(no.detail()).contains(verb));
  }

  @Test
  void identifiersHaveDeletionsAndNoPapers() throws IOException {
    for (Path file : RealData.files("source_formats/oai_pmh_protocol", "ListIdentifiers*.xml")) {
      OaiAnswer answer = answer(file);

      assertThat(answer.parsed().items()).isEmpty();
      assertThat(answer.deleted()).hasSize(RealData.count("\"deleted\"", RealData.text(file)));
      assertThat(answer.resumption().isPresent())
          .isEqualTo(RealData.text(file).contains("resumptionToken"));
    }
  }

  @Test
  void whatIsNoXmlIsRefused() throws IOException {
    Path file =
        RealData.files("source_formats/oai_pmh_protocol", "ListRecordsBroken.xml").getFirst();

    assertThat(RealData.read(file)).isInstanceOf(Formats.Unrecognised.class);
  }

  @Test
  void aRepositoryIsASourceByItsOwnName() throws IOException {
    List<Path> files = RealData.files("source_formats/oai_marcxml_cds", "*.xml");

    assertThat(files)
        .allSatisfy(
            file ->
                assertThat(RealData.parsed(file).sightings())
                    .isNotEmpty()
                    .allMatch(
                        sighting ->
                            sighting.origin().source().equals(new SourceName("cds-cern-ch"))));
  }

  private static OaiAnswer answer(Path file) {
    Element root = ((SafeXml.Document) SafeXml.read(RealData.bytes(file))).root();
    return OaiPmh.answer(
        root, new CaptureContext(Optional.empty(), Optional.empty(), Optional.empty()));
  }
}
