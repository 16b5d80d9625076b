package org.paperwire.query.search;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.InstantSource;
import org.paperwire.platform.DataFolder;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.platform.generations.Generations;
import org.paperwire.query.papers.PaperJson;
import org.paperwire.query.views.Snapshot;
import org.paperwire.query.views.View;
import org.paperwire.query.views.ViewSettings;
import org.paperwire.serdes.RegistrySerdes;

/// The history, started with the process and stopped with it. Nobody waits for it to be ready: who
/// asks for the past before it is there is told to come back.
@Context
public final class PaperHistory {

  /// It follows beside the search view, which needs the memory more.
  private static final int RAM_BUFFER_MEGABYTES_MAX = 16;

  private final PaperJson json;
  private final HistoryView definition;
  private final View view;

  PaperHistory(
      PaperJson json,
      DataFolder data,
      ViewSettings settings,
      KafkaSettings kafka,
      RegistrySerdes serdes,
      Generations generations) {
    this.json = json;
    this.definition = new HistoryView(json);
    this.view =
        new View(
            definition,
            data.views(),
            settings.modest(RAM_BUFFER_MEGABYTES_MAX),
            kafka,
            serdes,
            generations::serving,
            InstantSource.system());
  }

  @PostConstruct
  void start() {
    view.start();
  }

  @PreDestroy
  void stop() {
    view.close();
  }

  /// The view behind it.
  public View view() {
    return view;
  }

  /// What can be asked of a snapshot of this view.
  public PastPapers in(Snapshot snapshot) {
    return new PastPapers(
        snapshot.reader(),
        new Papers(snapshot.reader(), json, definition.analyzer()),
        json,
        definition.analyzer());
  }
}
