package org.paperwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.platform.keys.Token;

class KeysTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("keys");
  }

  private Ran keys(String... arguments) {
    var line = new String[arguments.length + 3];
    line[0] = "keys";
    System.arraycopy(arguments, 0, line, 1, arguments.length);
    line[arguments.length + 1] = "--file";
    line[arguments.length + 2] = file.toString();
    return Ran.command(line);
  }

  private Token add(String scopes, String holder) {
    Ran ran = keys("add", "--scopes", scopes, holder);
    assertThat(ran.exitCode()).as(ran.err()).isEqualTo(ExitCodes.DONE);
    return Token.parse(ran.out().strip()).orElseThrow();
  }

  @Test
  void aKeyIsPrintedOnceAndAlone() throws IOException {
    Ran ran = keys("add", "--scopes", "ingest,vote", "Marsh Journal");

    Token token = Token.parse(ran.out().strip()).orElseThrow();
    assertThat(ran.err())
        .contains("pw_" + token.id() + " of Marsh Journal is good for ingest,vote.")
        .doesNotContain(token.secret());
    assertThat(Files.readString(file))
        .contains(token.id() + "  ingest,vote  " + token.digest())
        .doesNotContain(token.secret());
  }

  @Test
  void keysAreListedForPeopleAndForPrograms() throws IOException {
    Token marsh = add("ingest,vote", "Marsh Journal");
    Token ada = add("admin", "Ada Quill");

    assertThat(keys("list").out())
        .contains(marsh.id() + "  ingest,vote")
        .contains(ada.id() + "  admin")
        .contains("Marsh Journal", "2 keys");
    JsonNode listed = new ObjectMapper().readTree(keys("list", "--json").out());
    assertThat(listed.path(1).path("id").asText()).isEqualTo(ada.id());
    assertThat(listed.path(0).path("scopes")).hasSize(2);
    assertThat(listed.path(0).path("holder").asText()).isEqualTo("Marsh Journal");
  }

  @Test
  void aKeyIsReplacedByASecondOne() {
    Token old = add("ingest", "Marsh Journal");
    Token next = add("ingest", "Marsh Journal");

    Ran third = keys("add", "--scopes", "ingest", "Marsh Journal");

    assertThat(third.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(third.out()).isEmpty();
    assertThat(third.err()).contains("one holder has 3 keys");
    assertThat(keys("revoke", old.id()).exitCode()).isEqualTo(ExitCodes.DONE);
    assertThat(keys("list").out()).contains(next.id(), "1 keys").doesNotContain(old.id());
  }

  @Test
  void whatIsNoIdRevokesNothingAndIsNotRepeated() throws IOException {
    Token ada = add("admin", "Ada Quill");
    String before = Files.readString(file);

    Ran ran = keys("revoke", ada.id(), ada.secret());

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(ran.err()).contains("none was revoked").doesNotContain(ada.secret());
    assertThat(file).hasContent(before);
  }

  @Test
  void whatCannotBeMeantIsRefused() throws IOException {
    assertThat(keys("add", "--scopes", "everything", "Ada").exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(keys("add", "Ada").exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(keys("add", "--scopes", "vote", " ").exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(file).doesNotExist();
    assertThat(keys("list").err()).contains("There is no file " + file);
    assertThat(keys("revoke", "aaaaaaaa").exitCode()).isEqualTo(ExitCodes.FAILED);

    Files.writeString(file, "this is no file of keys\n");

    Ran ran = keys("add", "--scopes", "vote", "Ada");
    assertThat(ran.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(ran.err()).contains("line 1 is no key");
    assertThat(ran.out()).isEmpty();
    assertThat(file).hasContent("this is no file of keys");
  }

  @Test
  void commandsThatWriteShowTheKeyOfAFile() throws IOException {
    Path key = folder.resolve("marsh.key");
    Path page = folder.resolve("page.txt");
    Files.writeString(key, "pw_of-a-file\n");
    Files.writeString(page, "a page\n");
    try (var server = new StubServer()) {
      server.answers("/v1/captures", 200, "{\"sightings\":0}");
      server.answers("/v1/views/search/rebuilds", 202, "{\"number\":1,\"state\":\"switched\"}");

      Ran.command(
          "ingest",
          page.toString(),
          "--no-wait",
          "--key-file",
          key.toString(),
          "--server",
          server.address());
      Ran.command("rebuild", "search", "--key", "pw_given", "--server", server.address());

      assertThat(server.asked())
          .extracting(asked -> asked.headers().get("authorization"))
          .containsExactly("Bearer pw_of-a-file", "Bearer pw_given");
      assertThat(
              Ran.command(
                      "ingest",
                      page.toString(),
                      "--key-file",
                      folder.resolve("none").toString(),
                      "--server",
                      server.address())
                  .exitCode())
          .isEqualTo(ExitCodes.USAGE);
    }
  }

  @Test
  void aRefusalIsToldInTheServersWords() throws IOException {
    Path page = folder.resolve("page.txt");
    Files.writeString(page, "a page\n");
    try (var server = new StubServer()) {
      server.answers("/v1/captures", 401, "{\"detail\":\"This needs a key.\",\"status\":401}");

      Ran ran = Ran.command("ingest", page.toString(), "--no-wait", "--server", server.address());

      assertThat(ran.exitCode()).isEqualTo(ExitCodes.IN_PART);
      assertThat(ran.out()).contains("This needs a key. (HTTP 401)");
    }
  }
}
