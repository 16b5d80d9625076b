package org.paperwire.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {

  private static final RunFile FILE =
      new RunFile(
          ProcessHandle.current().pid(),
          RunFile.READY,
          "0.1.0",
          1_763_640_000_000L,
          4_200,
          "http://127.0.0.1:8080",
          "127.0.0.1:9092",
          "http://127.0.0.1:8085/apis/ccompat/v7",
          Map.of("broker", 12L));

  @TempDir Path root;
  private StackFolder folder;

  @BeforeEach
  void make() throws IOException {
    folder = new StackFolder(root);
    folder.create();
  }

  @Test
  void aFileThatAKilledSupervisorLeftBehindTellsOfNobody() throws IOException {
    FILE.write(folder);

    assertThat(RunFile.ofRunning(folder)).isEmpty();
  }

  @Test
  void aFolderThatWasNeverUsedTellsOfNobody() throws IOException {
    assertThat(RunFile.ofRunning(new StackFolder(root.resolve("nowhere")))).isEmpty();
  }

  @Test
  void theLockIsTakenOnceAndFreeAfterwards() throws Exception {
    try (FolderLock lock = FolderLock.take(folder).orElseThrow()) {
      assertThat(lock).isNotNull();
    }
    try (FolderLock again = FolderLock.take(folder).orElseThrow()) {
      assertThat(again).isNotNull();
    }
    assertThat(FolderLock.isHeld(folder)).isFalse();
  }
}
