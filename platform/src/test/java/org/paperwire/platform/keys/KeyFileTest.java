package org.paperwire.platform.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFileTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final String HASH = "5f".repeat(32);

  @TempDir Path folder;

  private static Key key(String holder, Scope... scopes) {
    return Key.of(Token.random(), Set.of(scopes), TODAY, holder);
  }

  @Test
  void aFileOfPeopleIsReadAsTheyMeantIt() throws IOException {
    KeyFile file =
        KeyFile.parse(
            """
            # of the marsh

            k3q7w2ab ingest,vote %s 2026-11-22 Marsh Journal, feeds
              aaaaaaaa   admin\t%s   2026-01-02   Ada Quill\s
            # zzzzzzzz admin is gone
            """
                .formatted(HASH, HASH));

    assertThat(file.keys().keys())
        .containsExactly(
            new Key(
                "k3q7w2ab", Set.of(Scope.INGEST, Scope.VOTE), HASH, TODAY, "Marsh Journal, feeds"),
            new Key("aaaaaaaa", Set.of(Scope.ADMIN), HASH, LocalDate.of(2026, 1, 2), "Ada Quill"));
  }

  @Property(tries = 200)
  void whatIsWrittenIsReadAgain(
      @ForAll Set<Scope> some, @ForAll @AlphaChars @NotEmpty @StringLength(max = 100) String holder)
      throws IOException {
    Set<Scope> scopes = some.isEmpty() ? Set.of(Scope.VOTE) : some;
    Key key = Key.of(Token.random(), scopes, TODAY, holder);

    KeyFile file = KeyFile.parse(KeyFile.NEW.with(key).text());

    assertThat(file.keys().keys()).containsExactly(key);
  }

  @Test
  void aChangeLeavesWhatPeopleWrote() throws IOException {
    Key ada = key("Ada", Scope.ADMIN);
    Key bo = key("Bo", Scope.INGEST);

    KeyFile both = KeyFile.parse("# of the marsh\n\n").with(ada).with(bo);

    assertThat(both.text()).startsWith("# of the marsh\n\n" + ada.id());
    assertThat(both.without(ada.id()).keys().keys()).containsExactly(bo);
    assertThat(both.without(ada.id()).text()).startsWith("# of the marsh\n\n" + bo.id());
    assertThat(both.without("zzzzzzzz").text()).isEqualTo(both.text());
  }

  @ParameterizedTest
  @CsvSource({
    "line 2 has not all of a key, k3q7w2ab ingest",
    "line 2 has not all of a key, k3q7w2ab ingest HASH 2026-11-22",
    "line 2 is no key: the id is 8 characters of a-z and 2-7, pw_k3q7w2ab ingest HASH 2026-11-22 A",
    "'line 2 is no key: the scopes are some of ingest, vote, admin', k3q7w2ab all HASH 2026-11-22 A",
    "'line 2 is no key: the scopes are some of ingest, vote, admin', 'k3q7w2ab , HASH 2026-11-22 A'",
    "line 2 is no key: the hash is 64 characters of 0-9 and a-f, k3q7w2ab vote SECRET 2026-11-22 A",
    "line 2 is no key: the fourth column is no day, k3q7w2ab vote HASH 22.11.2026 A"
  })
  void aLineThatIsNoKeyIsToldByItsNumberAndNeverByItsText(String said, String line) {
    String secret = Token.random().secret();
    String text = "# one\n" + line.replace("HASH", HASH).replace("SECRET", secret) + "\n";

    assertThatExceptionOfType(MalformedKeysException.class)
        .isThrownBy(() -> KeyFile.parse(text))
        .withMessage(said)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(secret));
  }

  /// Cut anywhere but at the end of a line, it is no file of keys; cut there, it is a shorter one.
  @Test
  void aFileThatWasCutIsNotTaken() throws IOException {
    String text = KeyFile.parse("#\n").with(key("Ada", Scope.ADMIN)).text().substring(2);

    for (int length = 0; length < text.indexOf("Ada"); length++) {
      String cut = text.substring(0, length);
      assertThatExceptionOfType(MalformedKeysException.class)
          .as(cut)
          .isThrownBy(() -> KeyFile.parse(cut));
    }
  }

  @Test
  void aFileThatIsTooLargeIsNotRead() throws IOException {
    Path file = folder.resolve("keys");
    Files.writeString(file, "#".repeat(1_000_001));

    assertThatExceptionOfType(MalformedKeysException.class)
        .isThrownBy(() -> KeyFile.read(file))
        .withMessageContaining("larger");
  }

  @Test
  void aFileIsMadeByItsFirstKeyAndKeepsItsPermissions() throws IOException {
    Path file = folder.resolve("keys");
    KeyFile.change(file, keys -> keys.with(key("Ada", Scope.ADMIN)));
    assertThat(KeyFile.read(file).keys().keys()).hasSize(1);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    KeyFile.change(file, keys -> keys.with(key("Bo", Scope.VOTE)));

    assertThat(KeyFile.read(file).keys().keys()).hasSize(2);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void ofTwoWhoChangeItAtOnceOneIsTold() throws IOException {
    Path file = folder.resolve("keys");

    KeyFile.change(
        file,
        keys -> {
          assertThatExceptionOfType(IOException.class)
              .isThrownBy(() -> KeyFile.change(file, other -> other))
              .withMessageContaining("somebody else changes the keys");
          return keys.with(key("Ada", Scope.ADMIN));
        });

    assertThat(KeyFile.read(file).keys().keys()).hasSize(1);
  }

  @Test
  void aChangeThatFailsChangesNothing() throws IOException {
    Path file = folder.resolve("keys");
    Files.writeString(file, "this is no file of keys\n");

    assertThatExceptionOfType(MalformedKeysException.class)
        .isThrownBy(() -> KeyFile.change(file, keys -> keys.with(key("Ada", Scope.ADMIN))));

    assertThat(file).hasContent("this is no file of keys");
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  @Timeout(60)
  void whoeverReadsWhileItIsChangedReadsAllOfIt() throws Exception {
    Path file = folder.resolve("keys");
    Key ada = key("Ada", Scope.ADMIN);
    KeyFile.change(file, keys -> keys.with(ada));
    var over = new AtomicBoolean();
    var read = new AtomicInteger();
    var failed = new AtomicInteger();
    Thread reader =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!over.get()) {
                    try {
                      boolean whole = KeyFile.read(file).keys().keys().getFirst().equals(ada);
                      (whole ? read : failed).incrementAndGet();
                    } catch (IOException e) {
                      failed.incrementAndGet();
                    }
                  }
                });

    for (int i = 0; i < 100; i++) {
      Key bo = key("Bo", Scope.INGEST);
      KeyFile.change(file, keys -> keys.with(bo));
      KeyFile.change(file, keys -> keys.without(bo.id()));
    }
    over.set(true);
    reader.join();

    assertThat(read).hasPositiveValue();
    assertThat(failed).hasValue(0);
  }
}
