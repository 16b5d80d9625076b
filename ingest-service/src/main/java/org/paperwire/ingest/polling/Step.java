package org.paperwire.ingest.polling;

/// What an answer means for where a poller is.
public sealed interface Step {

  /// To be there once what the answer said is on the log.
  record To(Place place) implements Step {}

  /// The list under way cannot go on; ask again from here.
  record StartOver(Place place, String why) implements Step {}

  /// It says that the question was wrong.
  record Refused(String why) implements Step {}
}
