package org.paperwire.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Inputs made of seeds: a seed, and up to eight changes. The n-th input is a function of the
/// seeds, the number and the random seed alone, so one that failed is made again without the
/// others.
public final class Mutations {

  private static final int CHANGES_MAX = 8;
  private static final int BYTES_MAX = 64 * 1024;

  /// What parsers look for, and what has broken parsers.
  private static final List<byte[]> TOKENS =
      List.of(
              "{",
              "}",
              "[",
              "]",
              "\"",
              ",",
              ":",
              "\\u0000",
              "\\ud83d",
              "\\",
              "null",
              "true",
              "1e9",
              "-0",
              "9".repeat(200),
              "[".repeat(60),
              "{\"a\":".repeat(60),
              "\"title\"",
              "\"authors\"",
              "\"year\"",
              "\"source\"",
              "\"sourceId\"",
              "\"identifiers\"",
              "\"arxiv\":\"2409.02877v9\"",
              "\"doi\":\"10.1/\"",
              "\"observedAt\":\"2025-02-30\"",
              "\"links\":[\"http://\u2028\"]",
              "<",
              "</",
              "/>",
              "&",
              "&#0;",
              "&#xD800;",
              "&nbsp;",
              "<![CDATA[",
              "]]>",
              "<!DOCTYPE a [<!ENTITY e \"x\">]>",
              "<!--",
              "<a>".repeat(120),
              " xmlns=\"x\"",
              "@article{",
              "{\\'e}",
              " and ",
              "null,",
              "\n",
              "\r\n",
              "\r",
              "\t",
              "\u0000",
              "\u0085",
              "\u2028",
              "\uFEFF",
              "\u202e",
              "\u001b[2J",
              "·",
              "•",
              "  • 4 authors",
              "• 99999999999 authors",
              "Jul 8",
              "Feb 31 7",
              "Oct 30, 2025",
              "Get trending papers in your email inbox!",
              "Subscribe",
              "new",
              "<html>",
              "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>",
              "%00",
              "e\u0301",
              "ﬁ",
              "İ",
              "\u1e9e",
              "\ud83d\ude00")
          .stream()
          .map(token -> token.getBytes(StandardCharsets.UTF_8))
          .toList();

  private final List<byte[]> seeds;
  private final long randomSeed;

  public Mutations(List<byte[]> seeds, long randomSeed) {
    this.seeds = List.copyOf(seeds);
    this.randomSeed = randomSeed;
  }

  /// The n-th input.
  public byte[] input(long n) {
    var random = new SplittableRandom(randomSeed * 0x9E3779B97F4A7C15L + n);
    byte[] input = any(seeds, random);
    for (int changes = random.nextInt(CHANGES_MAX + 1); changes > 0; changes--) {
      input = changed(input, random);
    }
    return input.length > BYTES_MAX ? Arrays.copyOf(input, BYTES_MAX) : input;
  }

  private byte[] changed(byte[] input, SplittableRandom random) {
    int at = random.nextInt(input.length + 1);
    int to = Math.min(input.length, at + 1 + random.nextInt(1 + random.nextInt(200)));
    return switch (random.nextInt(8)) {
      case 0 -> flipped(input, random);
      case 1 -> replaced(input, at, Math.min(input.length, at + 1), noise(random));
      case 2 -> replaced(input, at, at, any(TOKENS, random));
      case 3 -> replaced(input, at, to, any(TOKENS, random));
      case 4 -> replaced(input, at, to, new byte[0]);
      case 5 -> replaced(input, at, at, Arrays.copyOfRange(input, at, to));
      case 6 -> Arrays.copyOf(input, at);
      default -> spliced(input, at, any(seeds, random), random);
    };
  }

  private static byte[] any(List<byte[]> from, SplittableRandom random) {
    return from.get(random.nextInt(from.size()));
  }

  private static byte[] noise(SplittableRandom random) {
    var bytes = new byte[1 + random.nextInt(4)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] flipped(byte[] input, SplittableRandom random) {
    if (input.length == 0) {
      return input;
    }
    byte[] flipped = input.clone();
    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  private static byte[] spliced(byte[] input, int at, byte[] other, SplittableRandom random) {
    return replaced(
        input,
        at,
        input.length,
        Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length));
  }

  private static byte[] replaced(byte[] input, int from, int to, byte[] by) {
    byte[] replaced = new byte[input.length - (to - from) + by.length];
    System.arraycopy(input, 0, replaced, 0, from);
    System.arraycopy(by, 0, replaced, from, by.length);
    System.arraycopy(input, to, replaced, from + by.length, input.length - to);
    return replaced;
  }
}
