package org.paperwire.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboxFolderTest {

  @TempDir private Path root;

  private final List<String> taken = new ArrayList<>();
  private InboxFolder.Fate fate = new InboxFolder.Done("");
  private InboxFolder inbox;

  @BeforeEach
  void anInbox() throws IOException {
    inbox = inbox();
    inbox.create();
  }

  private InboxFolder inbox() {
    return new InboxFolder(root, this::take);
  }

  private InboxFolder.Fate take(String name, InputStream body) throws IOException {
    taken.add(name + ": " + new String(body.readAllBytes(), StandardCharsets.UTF_8));
    return fate;
  }

  @Test
  void aFileIsTakenOnceAndThenIsDone() throws IOException {
    Files.writeString(root.resolve("today.json"), "[]");

    inbox.look();
    assertThat(taken).isEmpty();
    inbox.look();
    inbox.look();
    inbox.look();

    assertThat(taken).containsExactly("today.json: []");
    assertThat(names(root)).isEmpty();
    assertThat(names(root.resolve("done"))).containsExactly("today.json");
  }

  @Test
  void aFileThatIsBeingWrittenIsLeftUntilItStaysTheSame() throws IOException {
    Path file = Files.writeString(root.resolve("slow.json"), "[");
    inbox.look();
    Files.writeString(file, "[1");
    inbox.look();
    Files.writeString(file, "[1]");
    inbox.look();
    assertThat(taken).isEmpty();

    inbox.look();

    assertThat(taken).containsExactly("slow.json: [1]");
  }

  @Test
  void aFileThatCannotBeReadHasTheReasonBesideIt() throws IOException {
    Files.writeString(root.resolve("odd.bin"), "?");
    fate = new InboxFolder.Failed("unrecognised: nothing that is read");

    inbox.look();
    inbox.look();

    Path failed = root.resolve("failed");
    assertThat(names(failed)).containsExactly("odd.bin", "odd.bin.reason.txt");
    assertThat(failed.resolve("odd.bin.reason.txt"))
        .hasContent("unrecognised: nothing that is read");
  }

  @Test
  void whatWasRejectedOfAFileStandsBesideIt() throws IOException {
    Files.writeString(root.resolve("most.json"), "[]");
    fate = new InboxFolder.Done("1 rejected");

    inbox.look();
    inbox.look();

    assertThat(names(root.resolve("done"))).containsExactly("most.json", "most.json.rejected.txt");
  }

  @Test
  void aFileThatCannotBeTakenNowIsTakenLater() throws IOException {
    Files.writeString(root.resolve("today.json"), "[]");
    fate = new InboxFolder.Later();
    inbox.look();
    inbox.look();
    assertThat(names(root)).containsExactly("today.json");

    fate = new InboxFolder.Done("");
    inbox.look();

    assertThat(names(root.resolve("done"))).containsExactly("today.json");
  }

  /// Killed after everything was acknowledged and before the file was moved: it is taken again,
  /// which changes nothing on the log.
  @Test
  void whoeverDiesBeforeTheMoveLeavesTheFileToBeTakenAgain() throws IOException {
    Files.writeString(root.resolve("today.json"), "[]");
    var dying =
        new InboxFolder(
            root,
            (name, body) -> {
              take(name, body);
              throw new IOException("killed");
            });
    dying.look();
    assertThatThrownBy(dying::look).hasMessage("killed");
    assertThat(names(root)).containsExactly("today.json");

    InboxFolder next = inbox();
    next.look();
    next.look();

    assertThat(taken).containsExactly("today.json: []", "today.json: []");
    assertThat(names(root.resolve("done"))).containsExactly("today.json");
  }

  @Test
  void aNameThatWasThereBeforeIsKeptApart() throws IOException {
    for (int i = 0; i < 3; i++) {
      Files.writeString(root.resolve("today.json"), "[" + i + "]");
      inbox.look();
      inbox.look();
    }

    assertThat(names(root.resolve("done")))
        .containsExactly("today.json", "today.json.2", "today.json.3");
    assertThat(root.resolve("done").resolve("today.json")).hasContent("[0]");
  }

  @ParameterizedTest
  @ValueSource(strings = {".hidden", "x.part", "x.json.tmp", "x.crdownload"})
  void whatIsUnfinishedByItsNameIsNobodysYet(String name) throws IOException {
    Files.writeString(root.resolve(name), "[]");

    inbox.look();
    inbox.look();

    assertThat(taken).isEmpty();
  }

  @Test
  void linksAreNotFollowed(@TempDir Path elsewhere) throws IOException {
    Path secret = Files.writeString(elsewhere.resolve("secret"), "the secret");
    Files.createSymbolicLink(root.resolve("link.json"), secret);

    inbox.look();
    inbox.look();

    assertThat(taken).isEmpty();
    assertThat(secret).exists();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }
}
