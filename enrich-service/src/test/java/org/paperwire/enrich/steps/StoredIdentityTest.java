package org.paperwire.enrich.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.identity.Crowd;
import org.paperwire.enrich.identity.Known;
import org.paperwire.enrich.identity.Matching;
import org.paperwire.enrich.matching.BlockKey;
import org.paperwire.enrich.matching.Features;
import org.paperwire.enrich.matching.Sketch;

class StoredIdentityTest {

  private static final int ALL = 10;
  private static final Features FIRST = features("text:a");
  private static final Features SECOND = features("text:b");

  private final Matching matching = Matching.standard();
  @TempDir Path folder;
  private MockProcessorContext<Void, Void> context;

  private static Features features(String key) {
    return new Features(
        new RecordKey(key),
        "eleven owls of the northern marsh",
        "",
        List.of("quill a"),
        1,
        Optional.of(2025),
        "",
        Sketch.NONE,
        List.of(),
        List.of());
  }

  @BeforeEach
  void openTheStores() {
    context = new MockProcessorContext<>(new Properties(), new TaskId(0, 0), folder.toFile());
    for (Store<?, ?> store :
        List.of(Store.KNOWN, Store.BLOCKS, Store.LINKS, Store.DECISIONS, Store.CLUSTERS)) {
      KeyValueStore<?, ?> opened = store.builder().withLoggingDisabled().build();
      opened.init(context.getStateStoreContext(), opened);
    }
  }

  @AfterEach
  void closeTheStores() {
    for (Store<?, ?> store :
        List.of(Store.KNOWN, Store.BLOCKS, Store.LINKS, Store.DECISIONS, Store.CLUSTERS)) {
      store.open(context).close();
    }
  }

  @Test
  void blocksThatWereLostAreDerivedFromWhatIsKnown() {
    StoredIdentity kept = identity();
    know(kept, FIRST);
    know(kept, SECOND);

    StoredIdentity found = identity();

    assertThat(matching.blocks(FIRST)).isNotEmpty();
    for (BlockKey block : matching.blocks(FIRST)) {
      assertThat(found.after(block, "", ALL)).containsExactly(FIRST.key(), SECOND.key());
    }
  }

  @Test
  void blocksThatAreThereStayAsTheyAre() {
    BlockKey block = matching.blocks(FIRST).first();
    StoredIdentity kept = identity();
    know(kept, FIRST);
    know(kept, SECOND);
    kept.enter(block, matching.place(SECOND), SECOND.key());

    assertThat(identity().after(block, "", ALL)).containsExactly(SECOND.key());
  }

  private StoredIdentity identity() {
    return new StoredIdentity(matching, context);
  }

  private static void know(StoredIdentity identity, Features features) {
    identity.know(features.key(), new Known(features, features.key(), Crowd.NONE));
  }
}
