package org.paperwire.enrich.running;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.paperwire.enrich.Logic;
import org.paperwire.topics.EnrichmentGeneration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A note beside the stores of which generation served last, and by which logic: a start can open
/// its stores while the registry, without which nobody can read the plan, is still coming up. It is
/// a guess that saves time, and decides nothing.
record LastGeneration(Path folder) {

  private static final Logger LOG = LoggerFactory.getLogger(LastGeneration.class);
  private static final String FILE = "GENERATION";

  /// Whether there is a note at all.
  boolean isKnown() {
    return Files.exists(folder.resolve(FILE));
  }

  /// The generation, if this logic ran it.
  Optional<EnrichmentGeneration> of(Logic logic) {
    try {
      List<String> lines = Files.readAllLines(folder.resolve(FILE));
      return lines.size() == 2 && lines.get(1).equals(logic.text())
          ? EnrichmentGeneration.parse(lines.getFirst())
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.debug("the note cannot be read", e);
      return Optional.empty();
    }
  }

  void note(EnrichmentGeneration generation, Logic logic) {
    if (of(logic).equals(Optional.of(generation))) {
      return;
    }
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(FILE), generation.name() + "\n" + logic.text() + "\n");
    } catch (IOException e) {
      LOG.debug("the note cannot be written", e);
    }
  }
}
