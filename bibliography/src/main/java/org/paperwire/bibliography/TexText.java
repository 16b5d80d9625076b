package org.paperwire.bibliography;

import java.text.Normalizer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// TeX as authors write it in titles, names and abstracts, as plain text: accents (`\"{o}`, `\v
/// c`), letters (`\ss`, `\o`), Greek and the commonest symbols (`$\gamma$-MoD` is `γ-MoD`),
/// emphasis (`\emph{all}` is `all`), braces, dollars, ties and TeX's quotes.
///
/// It is not TeX: nothing is expanded, and a command that nobody here knows stays as its name
/// (`\log` is `log`). A backslash or dollar of ordinary text (`$5`) goes the same way, so this is
/// for comparing and for showing, never for keeping.
public final class TexText {

  private static final Map<Character, String> ACCENTS =
      Map.ofEntries(
          Map.entry('\'', "\u0301"),
          Map.entry('`', "\u0300"),
          Map.entry('^', "\u0302"),
          Map.entry('"', "\u0308"),
          Map.entry('~', "\u0303"),
          Map.entry('=', "\u0304"),
          Map.entry('.', "\u0307"),
          Map.entry('u', "\u0306"),
          Map.entry('v', "\u030C"),
          Map.entry('H', "\u030B"),
          Map.entry('c', "\u0327"),
          Map.entry('k', "\u0328"),
          Map.entry('r', "\u030A"),
          Map.entry('d', "\u0323"),
          Map.entry('b', "\u0331"));

  private static final Map<String, String> SYMBOLS = symbols();

  /// Commands that only say how their argument looks.
  private static final Set<String> LOOKS =
      Set.of(
          "emph",
          "textbf",
          "textit",
          "texttt",
          "textsc",
          "textsf",
          "textrm",
          "textsl",
          "text",
          "textnormal",
          "textup",
          "textmd",
          "underline",
          "uline",
          "mbox",
          "hbox",
          "mathrm",
          "mathbf",
          "mathit",
          "mathsf",
          "mathtt",
          "mathcal",
          "mathbb",
          "mathfrak",
          "mathscr",
          "boldsymbol",
          "bm",
          "operatorname",
          "ensuremath",
          "it",
          "bf",
          "em",
          "rm",
          "sc",
          "sf",
          "tt",
          "sl",
          "itshape",
          "bfseries",
          "scshape",
          "large",
          "Large",
          "small",
          "footnotesize",
          "displaystyle",
          "left",
          "right",
          "big",
          "Big",
          "bigl",
          "bigr",
          "url",
          "protect",
          "noindent",
          "xspace",
          "nolinkurl",
          "textsuperscript",
          "textsubscript",
          "hat",
          "tilde",
          "bar",
          "vec",
          "overline",
          "widehat",
          "widetilde");

  private final String tex;
  private final StringBuilder out;

  private TexText(String tex) {
    this.tex = tex;
    this.out = new StringBuilder(tex.length());
  }

  /// The text without its TeX.
  public static String plain(String text) {
    for (int i = nextSign(text, 0); i < text.length(); i = nextSign(text, i + 1)) {
      char c = text.charAt(i);
      boolean isTex = c != '\'' && c != '-' || i + 1 < text.length() && text.charAt(i + 1) == c;
      if (isTex) {
        return new TexText(text).read();
      }
    }
    return text;
  }

  private static final String SIGNS = "\\$" + "{}~`^_'-";
  private static final boolean[] IS_SIGN = new boolean[0x80];

  static {
    SIGNS.chars().forEach(sign -> IS_SIGN[sign] = true);
  }

  /// Where the next character stands that TeX may give a meaning to; the length when none does.
  private static int nextSign(String text, int from) {
    int i = from;
    while (i < text.length() && (text.charAt(i) >= IS_SIGN.length || !IS_SIGN[text.charAt(i)])) {
      i++;
    }
    return i;
  }

  private String read() {
    int i = 0;
    while (i < tex.length()) {
      char c = tex.charAt(i);
      switch (c) {
        case '\\' -> i = command(i + 1);
        case '$', '{', '}', '^', '_' -> i++;
        case '~' -> {
          out.append(' ');
          i++;
        }
        case '`', '\'' -> i = quote(i, c);
        case '-' -> i = dash(i);
        default -> {
          int end = nextSign(tex, i);
          out.append(tex, i, end);
          i = end;
        }
      }
    }
    return mayCompose(out) ? Normalizer.normalize(out, Normalizer.Form.NFC) : out.toString();
  }

  /// Below the combining marks there is nothing to compose.
  private static boolean mayCompose(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x0300) {
        return true;
      }
    }
    return false;
  }

  private int quote(int at, char quote) {
    if (at + 1 < tex.length() && tex.charAt(at + 1) == quote) {
      out.append(quote == '`' ? '“' : '”');
      return at + 2;
    }
    out.append(quote == '`' ? '‘' : '\'');
    return at + 1;
  }

  private int dash(int at) {
    int end = at;
    while (end < tex.length() && tex.charAt(end) == '-') {
      end++;
    }
    out.append(
        switch (end - at) {
          case 1 -> "-";
          case 2 -> "–";
          default -> "—";
        });
    return end;
  }

  /// Reads what follows a backslash.
  private int command(int at) {
    if (at == tex.length()) {
      return at;
    }
    char c = tex.charAt(at);
    if (!isAsciiLetter(c)) {
      return ACCENTS.containsKey(c) ? accent(c, at + 1).orElseGet(() -> sign(at)) : sign(at);
    }
    int end = at;
    while (end < tex.length() && isAsciiLetter(tex.charAt(end))) {
      end++;
    }
    String name = tex.substring(at, end);
    int after = end;
    if (name.length() == 1 && ACCENTS.containsKey(c)) {
      Optional<Integer> accented = accent(c, after);
      if (accented.isPresent()) {
        return accented.get();
      }
    }
    String symbol = SYMBOLS.get(name);
    if (symbol != null) {
      out.append(symbol);
      // A blank after a letter of a word only ends the command: "\ss e" is "ße".
      return isLetterOfWords(symbol) && after < tex.length() && tex.charAt(after) == ' '
          ? after + 1
          : after;
    }
    if (!LOOKS.contains(name)) {
      out.append(name);
      return after;
    }
    return after < tex.length() && tex.charAt(after) == ' ' ? after + 1 : after;
  }

  /// `\%`, `\&`, `\\`, `\,`: the sign, or a blank.
  private int sign(int at) {
    char c = tex.charAt(at);
    out.append(
        switch (c) {
          case '%', '&', '#', '$', '_', '{', '}' -> Character.toString(c);
          case '(', ')', '[', ']', '-', '/', '!' -> "";
          default -> " ";
        });
    return isSign(c) ? at + 1 : at;
  }

  private static boolean isSign(char c) {
    return c < 0x80 && !Character.isWhitespace(c) && !Character.isDigit(c);
  }

  /// An accent and the letter it is put on, in braces or not; empty when no letter follows.
  private Optional<Integer> accent(char accent, int at) {
    int i = at;
    while (i < tex.length() && (tex.charAt(i) == '{' || tex.charAt(i) == ' ') && i - at < 3) {
      i++;
    }
    if (i < tex.length() && tex.charAt(i) == '\\') { // \'{\i}
      i++;
    }
    if (i >= tex.length() || !Character.isLetter(tex.charAt(i))) {
      return Optional.empty();
    }
    out.append(tex.charAt(i)).append(ACCENTS.get(accent));
    return Optional.of(i + 1);
  }

  private static boolean isLetterOfWords(String symbol) {
    return "ßøØłŁæÆœŒåÅıȷđĐ".contains(symbol);
  }

  private static boolean isAsciiLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static Map<String, String> symbols() {
    var table =
        """
        ss ß  o ø  O Ø  l ł  L Ł  ae æ  AE Æ  oe œ  OE Œ  aa å  AA Å  i ı  j ȷ  dj đ  DJ Đ
        alpha α  beta β  gamma γ  delta δ  epsilon ε  varepsilon ε  zeta ζ  eta η  theta θ
        vartheta θ  iota ι  kappa κ  lambda λ  mu μ  nu ν  xi ξ  pi π  rho ρ  varrho ρ  sigma σ
        tau τ  upsilon υ  phi φ  varphi φ  chi χ  psi ψ  omega ω  Gamma Γ  Delta Δ  Theta Θ
        Lambda Λ  Xi Ξ  Pi Π  Sigma Σ  Upsilon Υ  Phi Φ  Psi Ψ  Omega Ω  ell ℓ  hbar ℏ
        times ×  cdot ·  pm ±  mp ∓  le ≤  leq ≤  ge ≥  geq ≥  ne ≠  neq ≠  approx ≈  sim ∼
        simeq ≃  equiv ≡  to →  rightarrow →  leftarrow ←  leftrightarrow ↔  Rightarrow ⇒
        infty ∞  partial ∂  nabla ∇  sum ∑  prod ∏  int ∫  in ∈  subset ⊂  cup ∪  cap ∩
        odot ⊙  otimes ⊗  oplus ⊕  star ⋆  circ ∘  ldots …  dots …  cdots …  degree °
        textendash –  textemdash —  textquoteright ’  textquoteleft ‘  textbackslash \\
        """;
    var symbols = new java.util.HashMap<String, String>();
    String[] words = table.strip().split("\\s+");
    for (int i = 0; i < words.length; i += 2) {
      symbols.put(words[i], words[i + 1]);
    }
    return Map.copyOf(symbols);
  }
}
