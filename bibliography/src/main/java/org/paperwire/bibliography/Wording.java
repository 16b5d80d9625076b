package org.paperwire.bibliography;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text reduced to what is compared: its words, in lower case, with one blank between them.
///
/// Two writings of one text that differ in case, accents, ligatures, width, punctuation, dashes,
/// quotes, soft hyphens, TeX (`$\gamma$-MoD`), entities (`&amp;`) or damage by a wrong charset
/// ([Mojibake]) reduce to the same words. Unlike [KeyText], which is inside keys that are kept for
/// ever, this may get better; whatever is made of it is made again.
///
/// Reducing twice changes nothing, nothing throws, and the time is proportional to the length.
public final class Wording {

  private static final Pattern ENTITY =
      Pattern.compile("&\\s?(?:#\\s?\\d{1,6}|[A-Za-z]{2,8}\\d?)\\s?;");
  private static final Map<String, String> ENTITIES =
      Map.ofEntries(
          Map.entry("amp", " "),
          Map.entry("lt", " "),
          Map.entry("gt", " "),
          Map.entry("quot", " "),
          Map.entry("apos", ""),
          Map.entry("nbsp", " "),
          Map.entry("hellip", " "),
          Map.entry("szlig", "ss"),
          Map.entry("oslash", "o"),
          Map.entry("aelig", "ae"));

  /// A quote or an ellipsis that went through two wrong charsets and lost what these did not know.
  private static final Pattern LOST_SIGN = Pattern.compile("â\\s?\\?\\s?[?¦]*");

  /// A word broken at the end of a line.
  private static final Pattern BROKEN_WORD =
      Pattern.compile(
          "(?<=\\p{Ll}{2})[-\u2010]\\s+(?=\\p{Ll}{2})(?!(?:and|or|und|et|to|oder|y)\\b)");

  /// A single Cyrillic letter in a word of Latin ones: a byte of Latin-1 read as ISO 8859-5.
  private static final Pattern CYRILLIC_BY_MISTAKE =
      Pattern.compile(
          "(?<=[A-Za-z])[\u0401-\u045F](?![\u0401-\u045F])|(?<![\u0401-\u045F])[\u0401-\u045F](?=[A-Za-z])");

  private static final Charset ISO_8859_5 = Charset.forName("ISO-8859-5");

  private Wording() {}

  /// The words of a text.
  public static String of(String text) {
    String before = text;
    String words = reduced(before);
    // Plain letters stay what they are. Others may come to stand side by side and be read anew.
    while (!words.equals(before) && !isAscii(words)) {
      before = words;
      words = reduced(before);
    }
    return words;
  }

  /// The words of a text, one by one.
  public static List<String> wordsOf(String text) {
    String words = of(text);
    return words.isEmpty() ? List.of() : List.of(words.split(" "));
  }

  /// The text in its letters and punctuation, with what damaged or encoded it put right: charsets,
  /// entities, TeX.
  public static String legible(String text) {
    String plain = text;
    if (!isAscii(text)) {
      plain = Mojibake.repaired(plain);
      plain = LOST_SIGN.matcher(plain).replaceAll(" ");
      plain = CYRILLIC_BY_MISTAKE.matcher(plain).replaceAll(found -> latin(found.group()));
    }
    if (plain.indexOf('&') >= 0) {
      plain =
          ENTITY
              .matcher(plain)
              .replaceAll(entity -> Matcher.quoteReplacement(entity(entity.group())));
    }
    return TexText.plain(plain);
  }

  private static String reduced(String text) {
    String plain = legible(text);
    if (mayHaveBrokenWord(plain)) {
      plain = BROKEN_WORD.matcher(plain).replaceAll("");
    }
    return words(plain);
  }

  private static boolean mayHaveBrokenWord(String text) {
    return hasBlankBehind(text, '-') || hasBlankBehind(text, '\u2010');
  }

  private static boolean hasBlankBehind(String text, char hyphen) {
    int last = text.length() - 1;
    for (int i = text.indexOf(hyphen); i >= 0 && i < last; i = text.indexOf(hyphen, i + 1)) {
      if (Character.isWhitespace(text.charAt(i + 1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static String latin(String cyrillic) {
    return new String(cyrillic.getBytes(ISO_8859_5), StandardCharsets.ISO_8859_1);
  }

  private static String entity(String written) {
    String name = written.substring(1, written.length() - 1).strip();
    if (name.startsWith("#")) {
      int code = Integer.parseInt(name.substring(1).strip());
      return code == '\'' ? "" : Character.isLetter(code) ? Character.toString(code) : " ";
    }
    String known = ENTITIES.get(name);
    if (known != null) {
      return known;
    }
    // &eacute; &Uuml; &ccedil;
    return name.matches("[A-Za-z](?:acute|grave|circ|uml|tilde|cedil|ring|caron|slash)")
        ? name.substring(0, 1)
        : " ";
  }

  /// Letters and digits, folded; everything else parts words or is passed over.
  private static String words(String text) {
    if (isAscii(text)) {
      return asciiWords(text);
    }
    var out = new StringBuilder(text.length());
    String source = Normalizer.normalize(text, Normalizer.Form.NFKD);
    boolean parted = false;
    for (int i = 0; i < source.length(); ) {
      int c = source.codePointAt(i);
      i += Character.charCount(c);
      if (c >= 'a' && c <= 'z' && !parted) {
        out.append((char) c);
      } else if (Character.isLetterOrDigit(c)) {
        if (parted && !out.isEmpty()) {
          out.append(' ');
        }
        parted = false;
        fold(c, out);
      } else if (parts(c)) {
        parted = true;
      }
    }
    return out.toString();
  }

  /// The same of plain letters, which most text is and for which it is several times as fast.
  private static String asciiWords(String text) {
    byte[] out = new byte[text.length()];
    int length = 0;
    boolean parted = false;
    for (int i = 0; i < out.length; i++) {
      byte folded = ASCII[text.charAt(i)];
      if (folded > 0) {
        if (parted && length > 0) {
          out[length++] = ' ';
        }
        parted = false;
        out[length++] = folded;
      } else if (folded == PARTS) {
        parted = true;
      }
    }
    return new String(out, 0, length, StandardCharsets.ISO_8859_1);
  }

  private static final byte PARTS = -1;

  /// Of each ASCII character what it folds to, [#PARTS], or 0 when it is passed over.
  private static final byte[] ASCII = ascii();

  private static byte[] ascii() {
    byte[] folded = new byte[0x80];
    for (int c = 0; c < folded.length; c++) {
      folded[c] =
          Character.isLetterOrDigit(c) ? (byte) Character.toLowerCase(c) : parts(c) ? PARTS : 0;
    }
    return folded;
  }

  /// Whether a sign stands between words. An apostrophe does not ("O'Neil", "editor's"), nor do
  /// marks and what cannot be seen.
  private static boolean parts(int c) {
    return switch (c) {
      case '\'', '’', 'ʼ', '‘', '´', '`', '\u00AD' -> false;
      default ->
          switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                Character.ENCLOSING_MARK,
                Character.COMBINING_SPACING_MARK,
                Character.FORMAT ->
                false;
            default -> true;
          };
    };
  }

  private static void fold(int c, StringBuilder out) {
    int lower = Character.toLowerCase(c);
    switch (lower) {
      case 'ß' -> out.append("ss");
      case 'æ' -> out.append("ae");
      case 'œ' -> out.append("oe");
      case 'ø' -> out.append('o');
      case 'ł' -> out.append('l');
      case 'đ', 'ð' -> out.append('d');
      case 'ħ' -> out.append('h');
      case 'ı' -> out.append('i');
      case 'ȷ' -> out.append('j');
      case 'þ' -> out.append("th");
      case 'ς' -> out.append('σ');
      case 'ϵ' -> out.append('ε');
      case 'ϕ' -> out.append('φ');
      case 'µ' -> out.append('μ');
      default -> out.appendCodePoint(lower);
    }
  }
}
