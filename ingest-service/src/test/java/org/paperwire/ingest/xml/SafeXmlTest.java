package org.paperwire.ingest.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.Reason;

class SafeXmlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE a [<!ENTITY e SYSTEM \"FILE\">]><a>&e;</a>",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM \"FILE\"> %p;]><a/>",
        "<!DOCTYPE a [<!ENTITY x \"lol\"><!ENTITY y \"&x;&x;&x;&x;\">]><a>&y;&y;</a>",
        "<!DOCTYPE a[\u0001"
      })
  void aDocumentTypeThatDeclaresAnythingIsRefused(String xml, @TempDir Path folder)
      throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "the secret");

    SafeXml.Outcome outcome = SafeXml.read(xml.replace("FILE", secret.toUri().toString()));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            SafeXml.NotXml.class, no -> assertThat(no.reason()).isEqualTo(Reason.XML_MALFORMED));
  }

  @Test
  void aDocumentTypeThatOnlyNamesOneIsPassedOver() {
    assertThat(
            text(
                "<?xml version='1.0'?><!-- x --><!DOCTYPE a PUBLIC \"-//X\" \"http://192.0.2.1/x.dtd\"><a>t</a>"))
        .isEqualTo("t");
  }

  @Test
  void whatHtmlCallsACharacterIsThatCharacter() {
    assertThat(text("<a>caf&eacute;&nbsp;&amp;&lt;b&gt; R&D &unheardof; &#x41;&#1;</a>"))
        .isEqualTo("café\u00A0&<b> R&D &unheardof; A");
    assertThat(text("<a><![CDATA[&eacute; & <b>]]></a>")).isEqualTo("&eacute; & <b>");
  }

  @Test
  void nothingIncludesAnything(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "the secret");

    assertThat(
            text(
                "<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='%s' parse='text'/></a>"
                    .formatted(secret.toUri())))
        .isEmpty();
  }

  @Test
  void depthAndElementsHaveALimit() {
    int depth = Limits.XML_DEPTH_MAX + 1;

    assertThat(SafeXml.read("<a>".repeat(depth) + "</a>".repeat(depth)))
        .isInstanceOfSatisfying(
            SafeXml.NotXml.class, no -> assertThat(no.reason()).isEqualTo(Reason.TOO_LARGE));
    assertThat(SafeXml.read("<r>" + "<a/>".repeat(Limits.XML_ELEMENTS_MAX) + "</r>"))
        .isInstanceOfSatisfying(
            SafeXml.NotXml.class, no -> assertThat(no.reason()).isEqualTo(Reason.TOO_LARGE));
  }

  /// The JDK takes text with references of more than 100,000 characters for an attack.
  @Test
  void aLongTextWithManyReferencesIsAText() {
    assertThat(text("<a>" + "x &lt; y ".repeat(100_000) + "</a>")).hasSize(600_000);
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8,UTF-8", "UTF-16,UTF-16LE", "UTF-16,UTF-16BE", "iso-8859-1,windows-1252",
    "us-ascii,windows-1252", "windows-1252,UTF-8", "UTF-16,UTF-8", "utf-32,UTF-32LE",
    "koi8-r,UTF-8"
  })
  void theCharsetIsWhatTheBytesCanBe(String declared, String written) {
    byte[] bytes =
        "<?xml version='1.0' encoding='%s'?><a>Müller</a>"
            .formatted(declared)
            .getBytes(Charset.forName(written));

    assertThat(((SafeXml.Document) SafeXml.read(bytes)).root().getText()).isEqualTo("Müller");
  }

  @ParameterizedTest
  @CsvSource({"UTF-8,ISO-8859-1", "x-made-up,UTF-8", "UTF-16,ISO-8859-1"})
  void aCharsetThatCannotBeIsRefused(String declared, String written) {
    byte[] bytes =
        "<?xml version='1.0' encoding='%s'?><a>Müller</a>"
            .formatted(declared)
            .getBytes(Charset.forName(written));

    assertThat(SafeXml.read(bytes))
        .isInstanceOfSatisfying(
            SafeXml.NotXml.class,
            no -> assertThat(no.reason()).isEqualTo(Reason.CHARSET_MALFORMED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<a>", "<a></b>", "broken", "<a b></a>", "<a/><b/>", "<x:a/>"})
  void whatIsNoXmlSaysWhere(String xml) {
    assertThat(SafeXml.read(xml.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(SafeXml.NotXml.class, no -> assertThat(no.detail()).isNotBlank());
  }

  @Property
  void noBytesMakeItThrow(@ForAll byte[] bytes) {
    assertThat(SafeXml.read(bytes)).isNotNull();
  }

  private static String text(String xml) {
    return ((SafeXml.Document) SafeXml.read(xml)).root().getValue();
  }
}
