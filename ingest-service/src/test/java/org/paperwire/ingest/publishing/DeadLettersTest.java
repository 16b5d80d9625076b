package org.paperwire.ingest.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.avro.DeadLetter;
import org.paperwire.bibliography.Fingerprint;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.Reason;
import org.paperwire.platform.DataFolder;

class DeadLettersTest {

  private static final BatchInfo BATCH =
      new BatchInfo("batch", Optional.of("page.txt"), Instant.EPOCH, Given.through(Door.CAPTURES));

  @TempDir Path data;

  @Test
  void aSmallThingIsInItsLetter() throws IOException {
    byte[] bytes = noise(Limits.LETTER_BYTES_MAX);

    DeadLetter letter = letter(bytes);

    assertThat(letter.getBytes().array()).isEqualTo(bytes);
    assertThat(letter.getFile()).isNull();
    assertThat(letter.getSha256()).isEqualTo(Fingerprint.sha256(bytes));
    assertThat(letter.getAt()).isEqualTo("3");
    assertThat(data.resolve("dead-letters")).doesNotExist();
  }

  @Test
  void aLargeThingLiesAsAFileThatItsLetterNames() throws IOException {
    byte[] bytes = noise(Limits.LETTER_BYTES_MAX + 1);

    DeadLetter letter = letter(bytes);

    assertThat(letter.getBytes().array())
        .isEqualTo(Arrays.copyOf(bytes, Limits.LETTER_EXCERPT_BYTES));
    assertThat(letter.getLength()).isEqualTo(bytes.length);
    assertThat(Files.readAllBytes(data.resolve("dead-letters").resolve(letter.getFile())))
        .isEqualTo(bytes);
  }

  @Test
  void theSameFailureTwiceIsOneLetterAndOneFile() throws IOException {
    byte[] bytes = noise(Limits.LETTER_BYTES_MAX + 1);

    assertThat(letter(bytes).getLetterId()).isEqualTo(letter(bytes).getLetterId());
    try (var files = Files.list(data.resolve("dead-letters"))) {
      assertThat(files).hasSize(1);
    }
  }

  private DeadLetter letter(byte[] bytes) throws IOException {
    return new DeadLetters(new DataFolder(data))
        .letter(
            new DeadLetters.Dead(
                new SourceName("marsh-list"),
                Reason.JSON_MALFORMED,
                "not JSON",
                Optional.of(3),
                Raw.json(Bytes.of(bytes))),
            BATCH);
  }

  private static byte[] noise(int length) {
    var bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }
}
