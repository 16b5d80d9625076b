package org.paperwire.platform.keys;

import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The keys that are good now, by their ids.
public final class KeyRing {

  /// Of a holder: the one in use, and the one that will take its place.
  public static final int PER_HOLDER_MAX = 2;

  public static final KeyRing EMPTY = new KeyRing(List.of());

  /// Stands for the key of an id that there is none of, so that the answer takes as long. No token
  /// has this hash.
  private static final Key NOBODYS =
      new Key("aaaaaaaa", EnumSet.allOf(Scope.class), "0".repeat(64), LocalDate.EPOCH, "nobody");

  /// The scheme in any case, as RFC 9110 §11.1 has it.
  private static final Pattern BEARER = Pattern.compile("(?i:bearer) +(?<token>\\S+) *");

  private final SequencedMap<String, Key> byId = new LinkedHashMap<>();

  /// @throws IllegalArgumentException when two have one id, or a holder has more than two
  public KeyRing(Collection<Key> keys) {
    for (Key key : keys) {
      if (byId.putIfAbsent(key.id(), key) != null) {
        throw new IllegalArgumentException("two keys have the id " + key.id());
      }
    }
    Map<String, Long> ofEach =
        keys.stream()
            .map(Key::holder)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    ofEach.values().stream()
        .filter(count -> count > PER_HOLDER_MAX)
        .findFirst()
        .ifPresent(
            count -> {
              // Not whose: health tells it to anybody.
              throw new IllegalArgumentException(
                  "one holder has %d keys; %d are enough to replace one by another"
                      .formatted(count, PER_HOLDER_MAX));
            });
  }

  /// What the headers `Authorization` of a request show.
  public Shown shown(List<String> authorization) {
    if (authorization.size() > 1) {
      return new Shown.Unknown();
    }
    var bearer = BEARER.matcher(authorization.isEmpty() ? "" : authorization.getFirst());
    if (!bearer.matches()) {
      return new Shown.Nothing();
    }
    return Token.parse(bearer.group("token"))
        .flatMap(this::find)
        .<Shown>map(Shown.Known::new)
        .orElseGet(Shown.Unknown::new);
  }

  private Optional<Key> find(Token token) {
    Key named = byId.getOrDefault(token.id(), NOBODYS);
    return named.is(token) ? Optional.of(named) : Optional.empty();
  }

  /// In the order in which they stand in their file.
  public List<Key> keys() {
    return List.copyOf(byId.values());
  }
}
