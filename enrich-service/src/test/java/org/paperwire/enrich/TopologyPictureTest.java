package org.paperwire.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The names of stores and internal topics are where the state of a running enrichment lies. A
/// change of this picture is a new generation.
class TopologyPictureTest {

  @Test
  void theTopologyIsThePictureThatWasReviewed() throws IOException {
    try (InputStream picture =
        Objects.requireNonNull(getClass().getResourceAsStream("paper-topology.txt"))) {
      assertThat(PaperTopologyWorld.topology().describe().toString().stripTrailing())
          .isEqualTo(new String(picture.readAllBytes(), UTF_8).stripTrailing());
    }
  }
}
