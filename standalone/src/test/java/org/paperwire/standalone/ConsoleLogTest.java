package org.paperwire.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleLogTest {

  @TempDir Path folder;

  @Test
  void whatAChildPrintsIsInTheFileAndItsLastLinesAreAtHand() throws IOException {
    Path file = folder.resolve("broker.log");
    try (var log = new ConsoleLog(file)) {
      log.readAll(text("starting\nlistening\nfailed: the disk is full\n"));

      assertThat(log.lastLines(2)).containsExactly("listening", "failed: the disk is full");
    }
    assertThat(file).hasContent("starting\nlistening\nfailed: the disk is full\n");
  }

  @Test
  void aFullFileBecomesThePredecessorOfANewOne() throws IOException {
    Path file = folder.resolve("broker.log");
    try (var log = new ConsoleLog(file, 100)) {
      for (int i = 0; i < 50; i++) {
        log.readAll(text("line " + i + "\n"));
      }
    }

    assertThat(Files.size(file)).isLessThanOrEqualTo(100);
    assertThat(Files.size(folder.resolve("broker.log.1"))).isLessThanOrEqualTo(100);
    assertThat(Files.readString(file)).endsWith("line 49\n");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void aLaterStartGoesOnInTheSameFile() throws IOException {
    Path file = folder.resolve("broker.log");
    try (var log = new ConsoleLog(file)) {
      log.readAll(text("first\n"));
    }
    try (var log = new ConsoleLog(file)) {
      log.readAll(text("second\n"));

      assertThat(log.lastLines(10)).containsExactly("second");
    }
    assertThat(file).hasContent("first\nsecond\n");
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
