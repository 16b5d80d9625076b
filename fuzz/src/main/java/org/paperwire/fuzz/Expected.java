package org.paperwire.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.PlainText;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.Reject;
import org.paperwire.ingest.Seen;

/// What must hold.
final class Expected {

  private static final int SIGHTING_ID_CHARACTERS = 26;

  private Expected() {}

  static void that(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("expected that " + what);
    }
  }

  static void ofAnItem(Item item) {
    that(item.at() >= 1, "places begin with 1");
    switch (item) {
      case Seen seen -> {
        String title = seen.sighting().statement().title();
        that(!title.isBlank() && title.equals(PlainText.fold(title)), "a title is plain text");
        that(
            seen.sighting().sightingId().length() == SIGHTING_ID_CHARACTERS,
            "a sighting has its id");
        that(!seen.sighting().recordKey().value().isBlank(), "a sighting has its record key");
      }
      case Reject reject -> ofARefusal(reject.reason(), reject.detail());
    }
  }

  static void ofARefusal(Reason reason, String detail) {
    that(reason != Reason.PARSER_FAILED, "no parser throws: " + detail);
    that(!detail.isBlank() && detail.equals(PlainText.fold(detail)), "a detail is a sentence");
  }

  static void allPlaces(List<Item> items) {
    that(
        items.stream()
            .map(Item::at)
            .toList()
            .equals(IntStream.rangeClosed(1, items.size()).boxed().toList()),
        "each card is one item");
  }

  /// The numbers of the lines that are not blank.
  static List<Integer> filledLines(byte[] input) {
    var filled = new ArrayList<Integer>();
    int number = 1;
    boolean isFilled = false;
    int start =
        input.length >= 3
                && (input[0] & 0xFF) == 0xEF
                && (input[1] & 0xFF) == 0xBB
                && (input[2] & 0xFF) == 0xBF
            ? 3
            : 0;
    for (int i = start; i <= input.length; i++) {
      if (i == input.length || input[i] == '\n') {
        if (isFilled) {
          filled.add(number);
        }
        isFilled = false;
        number++;
      } else {
        isFilled |= input[i] != ' ' && input[i] != '\t' && input[i] != '\r';
      }
    }
    return filled;
  }
}
