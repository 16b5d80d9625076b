package org.paperwire.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paperwire.client.Upload.Kind;

class ContentsTest {

  private static final String LINES =
      """
      {"title":"One","authors":["Ada Example"]}
      {"title":"Two"}
      """;

  @Test
  void papersAreToldFromPagesAndFromOtherJson() {
    assertThat(kind(LINES)).isEqualTo(Kind.PAPER_LINES);
    assertThat(kind("\ufeff \n{\"title\":\"One\"}")).isEqualTo(Kind.PAPERS);
    assertThat(kind("[{\"title\":\"One\"},{\"title\":\"Two\"}]")).isEqualTo(Kind.PAPERS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   \n",
        "new\n\nGet trending papers in your email inbox!",
        "<feed xmlns='http://www.w3.org/2005/Atom'/>",
        "@article{a, title={One}}",
        "[{\"paper\":{\"id\":\"2409.02877\"},\"title\":\"One\"}]",
        "{\"id\":\"2503.11731\",\"title\":\"One\",\"summary\":\"s\",\"categories\":[]}\n{}",
        "{\"name\":\"no title\"}",
        "[1,2,3]",
        "{broken"
      })
  void everythingElseIsACapture(String body) {
    assertThat(kind(body)).isEqualTo(Kind.CAPTURE);
  }

  @Test
  void packingDoesNotMatter() throws IOException {
    assertThat(Contents.kindOf(gzip(LINES))).isEqualTo(Kind.PAPER_LINES);
    assertThat(Contents.kindOf(Zstd.compress(bytes(LINES)))).isEqualTo(Kind.PAPER_LINES);
    assertThat(Contents.kindOf(gzip("new\nSubscribe"))).isEqualTo(Kind.CAPTURE);
  }

  @Test
  void aFirstPaperThatIsLongerThanWhatIsLookedAtIsStillAPaper() {
    String line = "{\"title\":\"One\",\"abstract\":\"" + "long ".repeat(100_000);

    assertThat(Contents.kindOf(Arrays.copyOf(bytes(line), Contents.BEGINNING_BYTES)))
        .isNotEqualTo(Kind.CAPTURE);
  }

  /// The first bytes of a file end wherever they end.
  @Property(tries = 200)
  void aBeginningMayBeCutAnywhere(@ForAll @IntRange(max = 80) int length) throws IOException {
    byte[] packed = gzip(LINES);

    assertThat(Contents.kindOf(Arrays.copyOf(packed, Math.min(length, packed.length)))).isNotNull();
  }

  private static Kind kind(String body) {
    return Contents.kindOf(bytes(body));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(bytes(text));
    }
    return bytes.toByteArray();
  }
}
