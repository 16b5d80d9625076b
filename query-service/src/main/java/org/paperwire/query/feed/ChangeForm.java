package org.paperwire.query.feed;

import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.paperwire.avro.PaperChange;
import org.paperwire.query.papers.Paper;
import org.paperwire.query.papers.PaperFromTopic;
import org.paperwire.query.search.PaperSearch;
import org.paperwire.query.search.SinglePaper;
import org.paperwire.query.search.StandingQuery;

/// From the value on the topic to the bytes of the feed.
///
/// An event of a stream, as the HTML standard has it: `event:` with the kind, `data:` with the JSON
/// on one line. The `id:` before it differs from reader to reader and is written by [Step].
@Singleton
final class ChangeForm {

  static final String END_OF_EVENT = "\n\n";

  private final ObjectMapper json;
  private final Function<Paper, SinglePaper> alone;

  @Inject
  ChangeForm(ObjectMapper json, PaperSearch search) {
    this(json, search::alone);
  }

  /// @param alone makes a paper that filters can be asked of
  ChangeForm(ObjectMapper json, Function<Paper, SinglePaper> alone) {
    this.json = json;
    this.alone = alone;
  }

  /// The change at a place of the topic.
  Change change(int partition, long offset, Instant at, PaperChange value) {
    ChangeAnswer answer = answer(value, at);
    byte[] document = write(answer);
    byte[] head = ("event: " + answer.kind() + "\ndata: ").getBytes(StandardCharsets.UTF_8);
    byte[] event = Arrays.copyOf(head, head.length + document.length + END_OF_EVENT.length());
    System.arraycopy(document, 0, event, head.length, document.length);
    Arrays.fill(event, head.length + document.length, event.length, (byte) '\n');
    Supplier<SinglePaper> paper = () -> alone.apply(read(event, head.length, document.length));
    return new Change(
        partition, offset, at, StandingQuery.Facets.of(answer.paper()), paper, event, head.length);
  }

  static ChangeAnswer answer(PaperChange value, Instant at) {
    return new ChangeAnswer(
        value.getKind().name().toLowerCase(Locale.ROOT),
        value.getPaperId(),
        value.getRevision(),
        value.getFields(),
        at,
        PaperFromTopic.paper(value.getPaper()).unexplained(),
        Optional.ofNullable(value.getInto()),
        Optional.of(value.getAbsorbed()).filter(absorbed -> !absorbed.isEmpty()),
        Optional.ofNullable(value.getEpoch()));
  }

  private byte[] write(ChangeAnswer answer) {
    try {
      return json.writeValueAsBytes(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "a change of " + answer.paperId() + " could not be written", e);
    }
  }

  private Paper read(byte[] event, int at, int length) {
    try {
      return Objects.requireNonNull(
              json.readValue(Arrays.copyOfRange(event, at, at + length), ChangeAnswer.class),
              "a change is null")
          .paper();
    } catch (IOException e) {
      throw new UncheckedIOException("a change could not be read back", e);
    }
  }
}
