package org.paperwire.ingest.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.Reason;

class UnpackedTest {

  @Property(tries = 200)
  void whatWasPackedComesOutAsItWentIn(@ForAll byte[] bytes) throws IOException {
    assertThat(read(gzip(bytes))).isEqualTo(bytes);
    assertThat(read(Zstd.compress(bytes))).isEqualTo(bytes);
  }

  @Property(tries = 200)
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes, @ForAll boolean packed) throws IOException {
    var body =
        new Unpacked(new ByteArrayInputStream(packed ? behind(gzip(new byte[0]), bytes) : bytes));
    try {
      assertThat(body.readBody(body, Room.ENDLESS)).isNotNull();
    } catch (UnreadableException e) {
      assertThat(e.reason()).isEqualTo(Reason.COMPRESSION_MALFORMED);
    }
  }

  @Test
  void membersOfOneGzipFileAreReadOneAfterTheOtherAlsoWhenTheyComeInPieces() throws IOException {
    byte[] two = behind(gzip(new byte[] {1, 2}), gzip(new byte[] {3}));

    assertThat(new Unpacked(new OneByteAtATime(two)).readAllBytes()).containsExactly(1, 2, 3);
  }

  @Test
  void aFileThatEndsEarlyIsRefusedAndCanBeHadAsItCame() throws IOException {
    for (byte[] whole : new byte[][] {gzip(noise(5_000)), Zstd.compress(noise(5_000))}) {
      byte[] half = Arrays.copyOf(whole, whole.length / 2);
      var body = new Unpacked(new ByteArrayInputStream(half));

      var refused =
          catchThrowableOfType(UnreadableException.class, () -> body.readBody(body, Room.ENDLESS));

      assertThat(refused.reason()).isEqualTo(Reason.COMPRESSION_MALFORMED);
      assertThat(body.packedBody()).contains(Bytes.of(half));
    }
  }

  @Test
  void aConnectionThatBreaksIsNoDamagedFile() {
    byte[] whole = gzip(noise(5_000));
    for (int sent : new int[] {2, 10, whole.length / 2, whole.length}) {
      var body = new Unpacked(new Breaking(Arrays.copyOf(whole, sent)));

      assertThat(catchThrowableOfType(IOException.class, body::readAllBytes))
          .hasMessage("connection reset");
    }
  }

  @Test
  void aBodyOfTheLargestSizeIsTakenAndOneByteMoreIsNot() throws IOException {
    byte[] largest = noise(Limits.BODY_BYTES_MAX);
    assertThat(read(largest)).hasSize(Limits.BODY_BYTES_MAX);

    var body = new Unpacked(new ByteArrayInputStream(behind(largest, new byte[1])));

    assertThat(
            catchThrowableOfType(UnreadableException.class, () -> body.readBody(body, Room.ENDLESS))
                .reason())
        .isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void aBombIsNotUnpacked() throws IOException {
    byte[] blanks = new byte[20_000_000];
    for (byte[] bomb : new byte[][] {gzip(blanks), zstd(blanks)}) {
      assertThat(blanks.length / bomb.length).isGreaterThan(Limits.UNPACKED_RATIO_MAX);
      var body = new Unpacked(new ByteArrayInputStream(bomb));

      assertThat(
              catchThrowableOfType(
                      UnreadableException.class, () -> body.readBody(body, Room.ENDLESS))
                  .reason())
          .isEqualTo(Reason.COMPRESSION_MALFORMED);
    }
  }

  @Test
  void aSmallFileMayUnpackToManyTimesItsSize() throws IOException {
    assertThat(read(gzip(new byte[Limits.UNPACKED_RATIO_FROM_BYTES])))
        .hasSize(Limits.UNPACKED_RATIO_FROM_BYTES);
  }

  @Test
  void aStreamThatAsksForAHugeWindowIsRefused() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var zstd = new ZstdOutputStream(packed)) {
      zstd.setLong(27);
      zstd.write(noise(300_000));
    }
    var body = new Unpacked(new ByteArrayInputStream(packed.toByteArray()));

    assertThat(
            catchThrowableOfType(UnreadableException.class, () -> body.readBody(body, Room.ENDLESS))
                .reason())
        .isEqualTo(Reason.COMPRESSION_MALFORMED);
  }

  private static byte[] read(byte[] packed) throws IOException {
    var body = new Unpacked(new ByteArrayInputStream(packed));
    return body.readBody(body, Room.ENDLESS);
  }

  private static byte[] noise(int length) {
    var bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private static byte[] behind(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] gzip(byte[] bytes) {
    var packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new AssertionError("in memory", e);
    }
    return packed.toByteArray();
  }

  private static byte[] zstd(byte[] bytes) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (OutputStream zstd = new ZstdOutputStream(packed)) {
      zstd.write(bytes);
    }
    return packed.toByteArray();
  }

  /// As a slow connection gives them, with nothing said to be available.
  private static final class OneByteAtATime extends InputStream {
    private final ByteArrayInputStream bytes;

    OneByteAtATime(byte[] bytes) {
      this.bytes = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return bytes.read(buffer, offset, Math.min(length, 1));
    }
  }

  /// Gives what it has, and then fails.
  private static final class Breaking extends InputStream {
    private final ByteArrayInputStream bytes;

    Breaking(byte[] bytes) {
      this.bytes = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() throws IOException {
      int next = bytes.read();
      if (next < 0) {
        throw new IOException("connection reset");
      }
      return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = bytes.read(buffer, offset, length);
      if (read < 0) {
        throw new IOException("connection reset");
      }
      return read;
    }
  }
}
