package org.paperwire.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paperwire.query.PaperBuilder.idOf;
import static org.paperwire.query.PaperBuilder.paper;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paperwire.avro.ChangeKind;
import org.paperwire.avro.PaperChange;
import org.paperwire.query.papers.PaperFromTopic;
import org.paperwire.query.papers.PaperJson;

class ChangeFormTest {

  private static final ObjectMapper JSON = ObjectMapper.getDefault();
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");

  private static Change change(PaperChange value) {
    return Changes.FORM.change(3, 14, AT, value);
  }

  private static JsonNode json(Change change) throws IOException {
    var text =
        new String(change.event(), change.jsonAt(), change.jsonLength(), StandardCharsets.UTF_8);
    return JSON.readValue(text, JsonNode.class);
  }

  @Test
  void aDiscoveryIsOneEventWithThePaperAsItIsAnsweredElsewhere() throws IOException {
    var found = paper("arxiv:2409.02877").titled("Line\nbreaks & \"quotes\"").by("Ada Lovelace");
    Change change = change(Changes.discovered(found));

    String event = new String(change.event(), StandardCharsets.UTF_8);
    assertThat(event).startsWith("event: discovered\ndata: {\"kind\":").endsWith("}\n\n");
    assertThat(event.lines()).as("a line break in a title ends no line of the event").hasSize(3);
    JsonNode json = json(change);
    assertThat(json.get("paperId").getStringValue()).isEqualTo(found.id());
    assertThat(json.get("revision").getLongValue()).isEqualTo(1);
    assertThat(json.get("at").getStringValue()).isEqualTo("2026-01-02T03:04:05.678Z");
    assertThat(json.get("fields").get(0).getStringValue()).isEqualTo("title");
    assertThat(json.get("paper"))
        .isEqualTo(
            JSON.readValue(
                new PaperJson(JSON).write(PaperFromTopic.paper(found.build()).unexplained()),
                JsonNode.class));
    assertThat(json.get("into")).isNull();
    assertThat(json.get("absorbed")).isNull();
    assertThat(json.get("epoch")).isNull();
  }

  @Test
  void aMergeNamesThePaperThatLivesOnAndTheSurvivorWhatItAbsorbed() throws IOException {
    PaperChange merged =
        PaperChange.newBuilder(
                Changes.change(
                    ChangeKind.MERGED,
                    paper("doi:10.1234/x").mergedInto("arxiv:2409.02877"),
                    4,
                    List.of("mergedInto")))
            .setInto(idOf("arxiv:2409.02877"))
            .setEpoch(77L)
            .build();
    PaperChange survivor =
        PaperChange.newBuilder(Changes.updated(paper("arxiv:2409.02877"), 9))
            .setAbsorbed(List.of(idOf("doi:10.1234/x")))
            .setEpoch(77L)
            .build();

    JsonNode gone = json(change(merged));
    assertThat(gone.get("kind").getStringValue()).isEqualTo("merged");
    assertThat(gone.get("into").getStringValue()).isEqualTo(idOf("arxiv:2409.02877"));
    assertThat(gone.get("paper").get("mergedInto")).isEqualTo(gone.get("into"));
    JsonNode lives = json(change(survivor));
    assertThat(lives.get("kind").getStringValue()).isEqualTo("updated");
    assertThat(lives.get("absorbed").get(0).getStringValue()).isEqualTo(idOf("doi:10.1234/x"));
    assertThat(lives.get("epoch")).isEqualTo(gone.get("epoch"));
  }

  @Test
  void aSplitAndAWithdrawalAreEventsOfTheirOwn() throws IOException {
    Change split =
        change(Changes.change(ChangeKind.SPLIT, paper("text:x"), 5, List.of("mergedInto")));
    Change withdrawn =
        change(Changes.change(ChangeKind.WITHDRAWN, paper("text:x"), 6, List.of("withdrawn")));
    assertThat(new String(split.event(), StandardCharsets.UTF_8)).startsWith("event: split\n");
    assertThat(json(split).get("revision").getLongValue()).isEqualTo(5);
    assertThat(new String(withdrawn.event(), StandardCharsets.UTF_8))
        .startsWith("event: withdrawn\n");
    assertThat(json(withdrawn).get("kind").getStringValue()).isEqualTo("withdrawn");
  }
}
