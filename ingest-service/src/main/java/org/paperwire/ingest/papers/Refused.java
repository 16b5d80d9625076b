package org.paperwire.ingest.papers;

import java.util.Optional;
import org.paperwire.ingest.Reason;

/// Why an object is no paper that is taken; caught by [PaperReader], never seen outside.
final class Refused extends Exception {

  private static final long serialVersionUID = 1;

  private final Reason reason;
  private final String detail;

  Refused(Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
    this.detail = detail;
  }

  Reason reason() {
    return reason;
  }

  String detail() {
    return detail;
  }

  static Refused wrongType(String field, String expected) {
    return new Refused(Reason.WRONG_TYPE, field + " is expected to be " + expected);
  }

  static Refused tooLarge(String field, int max, String unit) {
    return new Refused(
        Reason.FIELD_TOO_LARGE, "%s has more than %d %s".formatted(field, max, unit));
  }

  /// The text, if it is within the limit.
  static String atMost(int characters, String field, String text) throws Refused {
    if (text.length() > characters) {
      throw tooLarge(field, characters, "characters");
    }
    return text;
  }

  static Optional<String> atMost(int characters, String field, Optional<String> text)
      throws Refused {
    if (text.isPresent()) {
      atMost(characters, field, text.get());
    }
    return text;
  }
}
