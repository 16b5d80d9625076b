package org.paperwire.ingest.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.Reject;
import org.paperwire.ingest.Seen;
import org.paperwire.ingest.captures.CaptureContext;

class ArchiveTest {

  private static final String COLLECTION =
      """
      <collection id="P19"><volume id="1"><meta><booktitle>ACL</booktitle><year>2019</year></meta>
      <paper id="1"><title>One</title></paper><paper id="2"><title>Two</title></paper>
      </volume></collection>""";

  @Test
  void everyFileIsReadByItself() throws IOException {
    byte[] tar =
        tar(
            "a/P19.xml", COLLECTION,
            "../../etc/passwd", "root:x",
            "papers.json", "[{\"title\": \"Three\"}]",
            "more.ndjson", "{\"title\": \"Four\"}\n{\"title\": \"Five\"}\n");

    List<Item> items = read(tar);

    assertThat(items.stream().map(ArchiveTest::told))
        .containsExactly("1 One", "2 Two", "3 unrecognised", "4 Three", "5 Four", "6 Five");
    assertThat(((Reject) items.get(2)).detail()).startsWith("../../etc/passwd: ");
  }

  @Test
  void itIsToldFromItsFirstBlockAndLeftWhole() throws IOException {
    byte[] tar = tar("a.json", "[]");

    Archive archive = Archive.sniff(new ByteArrayInputStream(tar));

    assertThat(archive.isTar()).isTrue();
    assertThat(archive.body().readAllBytes()).isEqualTo(tar);
    assertThat(Archive.sniff(new ByteArrayInputStream("[]".getBytes(StandardCharsets.UTF_8))))
        .satisfies(no -> assertThat(no.isTar()).isFalse())
        .satisfies(no -> assertThat(no.body()).hasContent("[]"));
  }

  @Test
  void aFileThatIsTooLargeIsRefusedAloneAndTheNextIsRead() throws IOException {
    byte[] tar =
        tar("large", " ".repeat(Limits.BODY_BYTES_MAX + 1), "b.json", "[{\"title\": \"Next\"}]");

    assertThat(read(tar).stream().map(ArchiveTest::told)).containsExactly("1 too-large", "2 Next");
  }

  @Test
  void whatCameBeforeTheDamageIsTaken() throws IOException {
    byte[] tar = tar("a.json", "[{\"title\": \"One\"}]", "b.json", "[" + " ".repeat(5_000) + "]");
    var items = new ArrayList<Item>();

    assertThatThrownBy(
            () ->
                Archive.read(
                    new ByteArrayInputStream(Arrays.copyOf(tar, 2_600)),
                    CaptureContext.UNKNOWN,
                    Room.ENDLESS,
                    part -> items.addAll(part.items())))
        .isInstanceOfSatisfying(
            UnreadableException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.COMPRESSION_MALFORMED));
    assertThat(items.stream().map(ArchiveTest::told)).containsExactly("1 One");
  }

  private static String told(Item item) {
    return switch (item) {
      case Seen seen -> seen.at() + " " + seen.sighting().statement().title();
      case Reject reject -> reject.at() + " " + reject.reason().slug();
    };
  }

  private static List<Item> read(byte[] tar) throws IOException {
    var items = new ArrayList<Item>();
    Archive.read(
        new ByteArrayInputStream(tar),
        CaptureContext.UNKNOWN,
        Room.ENDLESS,
        part -> items.addAll(part.items()));
    return items;
  }

  private static byte[] tar(String... namesAndTexts) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        byte[] file = namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry(namesAndTexts[i]);
        entry.setSize(file.length);
        tar.putArchiveEntry(entry);
        tar.write(file);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }
}
