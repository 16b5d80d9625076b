package org.paperwire.platform.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KeyRingTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  private final Token ada = Token.random();
  private final Token bo = Token.random();
  private final KeyRing ring =
      new KeyRing(List.of(key(ada, "Ada", Scope.INGEST, Scope.VOTE), key(bo, "Bo", Scope.ADMIN)));

  private static Key key(Token token, String holder, Scope... scopes) {
    return Key.of(token, Set.of(scopes), TODAY, holder);
  }

  private Shown shown(String... authorization) {
    return ring.shown(List.of(authorization));
  }

  @Test
  void aKeyIsKnownByWhatItsHolderShows() {
    assertThat(shown("Bearer " + ada.secret()))
        .isEqualTo(new Shown.Known(key(ada, "Ada", Scope.INGEST, Scope.VOTE)));
    assertThat(shown("bearer   " + bo.secret() + " "))
        .isEqualTo(new Shown.Known(key(bo, "Bo", Scope.ADMIN)));
  }

  @Test
  void nothingIsShownWithoutAKey() {
    assertThat(shown()).isEqualTo(new Shown.Nothing());
    assertThat(shown("Basic " + ada.secret())).isEqualTo(new Shown.Nothing());
    assertThat(shown(ada.secret())).isEqualTo(new Shown.Nothing());
    assertThat(shown("Bearer")).isEqualTo(new Shown.Nothing());
  }

  @Test
  void whatIsNoneOfThemIsUnknown() {
    assertThat(shown("Bearer " + Token.random().secret())).isEqualTo(new Shown.Unknown());
    assertThat(shown("Bearer x")).isEqualTo(new Shown.Unknown());
    assertThat(shown("Bearer " + ada.secret(), "Bearer " + ada.secret()))
        .as("which of them would be meant?")
        .isEqualTo(new Shown.Unknown());
    assertThat(KeyRing.EMPTY.shown(List.of("Bearer " + ada.secret())))
        .isEqualTo(new Shown.Unknown());
  }

  /// The id is part of what is hashed.
  @Test
  void aSecretBehindAnotherIdIsUnknown() {
    String mixed = "pw_" + bo.id() + ada.secret().substring(11);

    assertThat(Token.parse(mixed)).isPresent();
    assertThat(shown("Bearer " + mixed)).isEqualTo(new Shown.Unknown());
  }

  @Property
  void aKeyWithOneCharacterChangedIsUnknown(
      @ForAll @IntRange(min = 0, max = 51) int at, @ForAll @IntRange(min = 1, max = 31) int by) {
    String alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    var changed = new StringBuilder(ada.secret());
    int was = alphabet.indexOf(changed.charAt(at));
    changed.setCharAt(at, was < 0 ? 'a' : alphabet.charAt((was + by) % alphabet.length()));

    assertThat(shown("Bearer " + changed)).isEqualTo(new Shown.Unknown());
  }

  @Test
  void aHolderHasTwoKeysAtMost() {
    List<Key> two = List.of(key(ada, "Ada", Scope.VOTE), key(bo, "Ada", Scope.VOTE));
    assertThat(new KeyRing(two).keys()).isEqualTo(two);

    List<Key> three =
        List.of(two.getFirst(), two.getLast(), key(Token.random(), "Ada", Scope.INGEST));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KeyRing(three))
        .withMessage("one holder has 3 keys; 2 are enough to replace one by another");
  }

  @Test
  void anIdIsOfOneKey() {
    Key key = key(ada, "Ada", Scope.VOTE);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KeyRing(List.of(key, key)))
        .withMessage("two keys have the id " + ada.id());
  }

  @Test
  void aKeyIsGoodForSomethingAndSomebodys() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Key.of(ada, EnumSet.noneOf(Scope.class), TODAY, "Ada"))
        .withMessageContaining("scope");
    for (String holder : new String[] {"", " ", "a\nb", " Ada", "a".repeat(101)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> key(ada, holder, Scope.VOTE))
          .withMessageContaining("holder");
    }
  }
}
