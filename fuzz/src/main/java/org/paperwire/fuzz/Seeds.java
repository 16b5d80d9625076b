package org.paperwire.fuzz;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// Small inputs of every kind, written for this, from which mutations begin.
public final class Seeds {

  private static final List<String> FILES =
      List.of("page.txt", "page-dense.txt", "paper.json", "papers.json", "papers.ndjson");

  private Seeds() {}

  /// Those that are worth giving to this target: everything to each, and to [Target#PACKED] packed.
  public static List<byte[]> of(Target target) {
    List<byte[]> plain = Stream.concat(FILES.stream().map(Seeds::file), utf16()).toList();
    if (target != Target.PACKED) {
      return plain;
    }
    var packed = new ArrayList<>(plain);
    plain.forEach(
        bytes -> {
          packed.add(gzip(bytes));
          packed.add(Zstd.compress(bytes));
        });
    packed.add(gzip(gzip(plain.getFirst())));
    return packed;
  }

  private static Stream<byte[]> utf16() {
    String page = "\uFEFF" + new String(file("page.txt"), StandardCharsets.UTF_8);
    return Stream.of(
        page.getBytes(StandardCharsets.UTF_16LE), page.getBytes(StandardCharsets.UTF_16BE));
  }

  private static byte[] file(String name) {
    try (InputStream in = Seeds.class.getResourceAsStream("seeds/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no seed " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] gzip(byte[] bytes) {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory", e);
    }
    return packed.toByteArray();
  }
}
