package org.paperwire.standalone;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The bill of materials against the jars that ship. It is made under `-Psbom`, which continuous
/// integration always gives.
@EnabledIfSystemProperty(named = "paperwire.sbom", matches = ".+")
class BillOfMaterialsIT {

  /// The module that the bill is of.
  private static final String ITSELF = "standalone-";

  @Test
  void everyJarThatShipsIsOnTheBillWithTheHashOfItsContent() throws Exception {
    Set<String> listed = hashes(bill());
    Map<String, String> shipped = shipped();

    assertThat(shipped).hasSizeGreaterThan(50);
    assertThat(shipped).allSatisfy((jar, hash) -> assertThat(listed).as(jar).contains(hash));
    assertThat(listed).as("and nothing that does not").hasSameSizeAs(shipped.values());
  }

  @Test
  void theBillIsCycloneDx16AndNamesWhatItIsOf() throws Exception {
    JsonNode bill = bill();

    assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(bill.path("specVersion").asText()).isEqualTo("1.6");
    assertThat(bill.at("/metadata/component/group").asText()).isEqualTo("org.paperwire");
  }

  private static JsonNode bill() throws IOException {
    return new ObjectMapper().readTree(Path.of(System.getProperty("paperwire.sbom")).toFile());
  }

  private static Set<String> hashes(JsonNode bill) {
    return StreamSupport.stream(bill.path("components").spliterator(), false)
        .flatMap(component -> StreamSupport.stream(component.path("hashes").spliterator(), false))
        .filter(hash -> hash.path("alg").asText().equals("SHA-256"))
        .map(hash -> hash.path("content").asText())
        .collect(toSet());
  }

  private static Map<String, String> shipped() throws IOException {
    try (Stream<Path> jars = Files.list(Distribution.find().root().resolve("lib"))) {
      return jars.filter(jar -> !jar.getFileName().toString().startsWith(ITSELF))
          .collect(toMap(jar -> jar.getFileName().toString(), BillOfMaterialsIT::sha256));
    }
  }

  private static String sha256(Path file) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(file + " has no hash", e);
    }
  }
}
