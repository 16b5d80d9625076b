package org.paperwire.ingest.polling;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.paperwire.bibliography.Fingerprint;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.Reject;
import org.paperwire.ingest.Seen;
import org.paperwire.ingest.SignalSeen;
import org.paperwire.ingest.formats.Formats;
import org.paperwire.ingest.polling.Ledger.Delivery;

/// One answer on its way to the log. Only what the list before did not say is published: a list
/// that is asked for every half hour would otherwise stand on the log fifty times a day.
///
/// The batch is named by how many answers came before it, so that an answer that has to be asked
/// for again after a crash is the same batch.
final class Taking {

  private static final int ID_CHARACTERS = 26;

  /// What became of it.
  sealed interface Outcome {}

  /// All of it is acknowledged.
  record Taken(Cursor cursor, Receipt receipt) implements Outcome {}

  /// Nobody can read it; it is a dead letter.
  record Unreadable(String detail) implements Outcome {}

  private final Poller poller;
  private final Cursor asking;
  private final Question question;
  private final Instant at;
  private final String batchId;
  private final Delivery delivery;
  private final Set<Long> said = new HashSet<>();
  private long news;
  private long repeated;
  private long rejected;
  private Optional<Format> format = Optional.empty();

  Taking(Poller poller, Cursor asking, Question question, Instant at, Ledger ledger) {
    this.poller = poller;
    this.asking = asking;
    this.question = question;
    this.at = at;
    this.batchId =
        new Fingerprint()
            .with(poller.name())
            .with(Long.toString(asking.answers()))
            .base32(ID_CHARACTERS);
    this.delivery = ledger.deliver(poller, batchId, question, at);
  }

  /// Publishes what is in it, and waits until the receipt is acknowledged.
  Outcome take(Answer.Content content, ListHead.Whole head, Place place, Asking.Reader reader)
      throws IOException {
    if (head.things() == 0) {
      return taken(content, head, place);
    }
    return switch (reader.read(content.body().toArray(), poller, question, at)) {
      case Formats.Read(var parsed) -> {
        format = Optional.of(parsed.format());
        for (Item item : parsed.items()) {
          take(item);
        }
        yield taken(content, head, place);
      }
      case Formats.Unrecognised(Reason reason, String detail) -> {
        delivery.bury(
            new Raw(content.body(), content.mediaType().orElse("application/octet-stream")),
            reason,
            detail);
        delivery.close();
        yield new Unreadable(detail);
      }
    };
  }

  private Taken taken(Answer.Content content, ListHead.Whole head, Place place) throws IOException {
    Cursor after =
        asking.answered(at, news > 0, place, content.validators(), asking.taking().with(said));
    Cursor judged = after.with(poller.judge(after, head.things(), at));
    Receipt receipt = receipt(head, judged);
    delivery.close(receipt);
    return new Taken(judged, receipt);
  }

  private void take(Item item) throws IOException {
    switch (item) {
      case Seen seen -> take(seen);
      case Reject reject -> reject(reject);
    }
  }

  private void take(Seen seen) throws IOException {
    List<SignalSeen> signals =
        seen.signals().stream()
            .filter(signal -> isNews(Marks.of(seen.sighting(), signal)))
            .toList();
    var unsaid = new Seen(seen.at(), seen.sighting(), signals);
    if (!isNews(Marks.of(seen.sighting()))) {
      repeated++;
      delivery.publishSignals(unsaid);
    } else if (delivery.publish(unsaid)) {
      news++;
    } else {
      reject(Reject.tooLarge(seen));
    }
  }

  private void reject(Reject reject) throws IOException {
    rejected++;
    if (isNews(Marks.of(reject))) {
      delivery.bury(reject);
    }
  }

  /// Whether neither the list before nor this one has said it; remembers it.
  private boolean isNews(long mark) {
    return said.add(mark) && !asking.remembers(mark);
  }

  private Receipt receipt(ListHead.Whole head, Cursor judged) {
    return new Receipt(
        batchId,
        poller.source().value(),
        format.map(Format::slug),
        "poll",
        Optional.of(poller.name()),
        Optional.of(question.address().toString()),
        at,
        Optional.of((long) head.things()),
        news + repeated + rejected,
        Optional.of(news),
        Optional.of(repeated),
        rejected,
        Optional.of(judged.standing().state()),
        judged.place().pendingDay().or(() -> judged.place().day()));
  }
}
