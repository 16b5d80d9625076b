package org.paperwire.ingest.publishing;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.paperwire.avro.DeadLetter;
import org.paperwire.bibliography.Fingerprint;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.Reason;
import org.paperwire.platform.DataFolder;

/// Makes letters of what could not be read. What is too large for a letter lies as a file in the
/// dead-letter folder before the letter that names it is sent: a letter never names a file that a
/// power cut took.
@Singleton
final class DeadLetters {

  private static final String STAGE = "ingest";
  private static final int ID_CHARACTERS = 26;

  private final Path folder;

  DeadLetters(DataFolder data) {
    this.folder = data.deadLetters();
  }

  /// What is known of a thing that could not be read.
  ///
  /// @param at its place in what it came with: a card, line or element, from 1
  record Dead(SourceName source, Reason reason, String detail, Optional<Integer> at, Raw raw) {}

  /// Writes the letter, and the file if it takes one.
  DeadLetter letter(Dead dead, BatchInfo batch) throws IOException {
    byte[] kept = dead.raw().bytes().toArray();
    String sha256 = Fingerprint.sha256(kept);
    boolean inline = kept.length <= Limits.LETTER_BYTES_MAX;
    if (!inline) {
      keep(kept, sha256);
    }
    byte[] shown = inline ? kept : Arrays.copyOf(kept, Limits.LETTER_EXCERPT_BYTES);
    Given given = batch.given();
    return DeadLetter.newBuilder()
        .setLetterId(
            new Fingerprint()
                .with(STAGE)
                .with(dead.source().value())
                .with(dead.reason().slug())
                .with(kept)
                .base32(ID_CHARACTERS))
        .setStage(STAGE)
        .setSource(dead.source().value())
        .setReason(dead.reason().slug())
        .setDetail(dead.detail())
        .setName(batch.name().orElse(null))
        .setAt(dead.at().map(String::valueOf).orElse(null))
        .setBatchId(batch.batchId())
        .setContentType(dead.raw().mediaType())
        .setBytes(ByteBuffer.wrap(shown))
        .setLength(dead.raw().length())
        .setKeptLength(dead.raw().isWhole() ? null : (long) kept.length)
        .setSha256(sha256)
        .setFile(inline ? null : sha256)
        .setReceivedAt(SightingMapping.millis(batch.receivedAt()))
        .setDoor(given.door().slug())
        .setGivenSource(given.source().map(SourceName::value).orElse(null))
        .setCapturedAt(given.capturedAt().map(SightingMapping::millis).orElse(null))
        .setUrl(given.url().orElse(null))
        .build();
  }

  /// The name is the content's hash: the same thing twice is one file, and a file that is there is
  /// whole, because it gets its name only when it lies on the disk.
  private void keep(byte[] bytes, String name) throws IOException {
    Path file = folder.resolve(name);
    if (Files.exists(file)) {
      return;
    }
    Files.createDirectories(folder);
    Path part = folder.resolve(name + "." + UUID.randomUUID() + ".part");
    try {
      try (FileChannel channel =
          FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }
}
