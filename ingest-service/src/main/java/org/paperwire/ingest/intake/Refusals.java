package org.paperwire.ingest.intake;

import java.io.IOException;
import java.time.Duration;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.intake.BodyRoom.NoRoomException;
import org.paperwire.ingest.publishing.NotAcknowledgedException;
import org.paperwire.platform.Problem;
import org.paperwire.platform.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is answered when a body is not taken, each with what the sender can do about it.
final class Refusals {

  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private Refusals() {}

  static ProblemException notReady() {
    return unavailable("not-ready", "Topics and schemas are not there yet.");
  }

  static ProblemException notAcknowledged(NotAcknowledgedException e, Tally tally) {
    LOG.warn("batch {} is not acknowledged: {}", tally.batchId(), e.getMessage());
    return unavailable(
        "not-acknowledged",
        "The broker did not acknowledge everything, so nothing counts as taken. Send it again:"
            + " what is there already stays as it is.");
  }

  static ProblemException noRoom(NoRoomException e, Tally tally) {
    LOG.warn("batch {} is not taken: {}", tally.batchId(), e.getMessage());
    return unavailable(
        "no-room",
        "Other bodies hold all the memory there is for them. Nothing counts as taken; a paper a"
            + " line (NDJSON) needs none of it.");
  }

  private static ProblemException unavailable(String slug, String detail) {
    return new ProblemException(Problem.unavailable(slug, detail, RETRY_AFTER));
  }

  /// The sender stopped, or the connection is gone; there may be nobody left to tell.
  static ProblemException brokenOff(IOException e, Tally tally) {
    LOG.info("batch {} broke off: {}", tally.batchId(), e.toString());
    return new ProblemException(
        Problem.other(
            "body-incomplete",
            "The body did not come to its end",
            408,
            "Nothing counts as taken. Send it again: what is there already stays as it is."));
  }

  static ProblemException tooLarge(String detail) {
    return new ProblemException(Problem.tooLarge(Reason.TOO_LARGE.slug(), detail));
  }

  static ProblemException unrecognised(Reason reason, String detail, Tally tally) {
    return new ProblemException(
        Problem.unprocessable(reason.slug(), detail).with("captureId", tally.batchId()));
  }
}
