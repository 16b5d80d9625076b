package org.paperwire.enrich.matching;

import java.util.List;
import java.util.Optional;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.records.WorkRecord;

/// All of a record that is compared, normalised and small: about 300 bytes, never more than the
/// bounds below allow.
///
/// @param key whose features these are
/// @param title the words of the title, without what was glued to it; at most [#TITLE_MAX]
///   characters
/// @param rest the words that stood behind the title in the same field and read like authors, venue
///   or year; at most [#REST_MAX] characters, mostly none
/// @param authors as `surname initials`, in order, at most [#AUTHORS_MAX]
/// @param authorCount how many authors there are, named here or not; 0 when nobody says
/// @param year of publication
/// @param venue its words, at most [#VENUE_MAX] characters; may be empty
/// @param text a sketch of the abstract
/// @param identifiers every identifier that any source gives, as `namespace:value`, sorted, at most
///   [#IDENTIFIERS_MAX]
/// @param places where it stands in lists of sources that give it no id of their own: digests of
///   the list, sorted, at most [#PLACES_MAX]
public record Features(
    RecordKey key,
    String title,
    String rest,
    List<String> authors,
    int authorCount,
    Optional<Integer> year,
    String venue,
    Sketch text,
    List<String> identifiers,
    List<String> places) {

  public static final int TITLE_MAX = 200;
  public static final int REST_MAX = 120;
  public static final int AUTHORS_MAX = 12;
  public static final int AUTHOR_MAX = 28;
  public static final int VENUE_MAX = 60;
  public static final int IDENTIFIERS_MAX = 8;
  public static final int IDENTIFIER_MAX = 56;
  public static final int PLACES_MAX = 4;

  public Features {
    authors = List.copyOf(authors);
    identifiers = List.copyOf(identifiers);
    places = List.copyOf(places);
  }

  /// The features of a record: of each field what the strongest statement says that has it, and the
  /// identifiers of all.
  public static Features of(RecordKey key, WorkRecord record) {
    return new Reading(record).features(key);
  }
}
