package org.paperwire.platform;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What went wrong, as told to a caller: a problem detail of RFC 9457.
///
/// @param slug the kind of problem, the same word as in metrics and dead letters; its URI is
///   `urn:paperwire:problem:slug`
/// @param title what the kind is, for a person
/// @param status the HTTP status
/// @param detail what happened this time and what would help; never internals
/// @param retryAfter when trying again may help
/// @param extensions further members
public record Problem(
    String slug,
    String title,
    int status,
    String detail,
    Optional<Duration> retryAfter,
    Map<String, Object> extensions) {

  /// The media type of problems.
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String URI = "urn:paperwire:problem:";

  public Problem {
    extensions = Map.copyOf(extensions);
  }

  private static Problem of(String slug, String title, int status, String detail) {
    return new Problem(slug, title, status, detail, Optional.empty(), Map.of());
  }

  /// 400: the request itself is wrong.
  public static Problem badRequest(String slug, String detail) {
    return of(slug, "The request is not understood", 400, detail);
  }

  /// 404: there is no such thing, and that is known for sure.
  public static Problem notFound(String detail) {
    return of("not-found", "There is no such thing", 404, detail);
  }

  /// 413: more than is taken at once.
  public static Problem tooLarge(String slug, String detail) {
    return of(slug, "This is too large", 413, detail);
  }

  /// 422: well formed, and yet nothing can be made of it.
  public static Problem unprocessable(String slug, String detail) {
    return of(slug, "Nothing can be made of this", 422, detail);
  }

  /// 503: not now; worth trying again.
  public static Problem unavailable(String slug, String detail, Duration retryAfter) {
    return new Problem(
        slug, "Not available right now", 503, detail, Optional.of(retryAfter), Map.of());
  }

  /// Any other status.
  public static Problem other(String slug, String title, int status, String detail) {
    return of(slug, title, status, detail);
  }

  /// The same with a further member.
  public Problem with(String name, Object value) {
    var more = new LinkedHashMap<>(extensions);
    more.put(name, value);
    return new Problem(slug, title, status, detail, retryAfter, more);
  }

  /// The members in the order in which a person reads them.
  public Map<String, Object> members() {
    var members = new LinkedHashMap<String, Object>();
    members.put("type", URI + slug);
    members.put("title", title);
    members.put("status", status);
    members.put("detail", detail);
    members.putAll(extensions);
    return members;
  }
}
