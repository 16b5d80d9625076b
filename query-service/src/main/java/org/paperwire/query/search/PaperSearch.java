package org.paperwire.query.search;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.InstantSource;
import org.apache.lucene.analysis.Analyzer;
import org.paperwire.platform.DataFolder;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.platform.generations.Generations;
import org.paperwire.query.papers.Paper;
import org.paperwire.query.papers.PaperJson;
import org.paperwire.query.views.Snapshot;
import org.paperwire.query.views.View;
import org.paperwire.query.views.ViewSettings;
import org.paperwire.serdes.RegistrySerdes;

/// The search view, started with the process and stopped with it.
@Context
public final class PaperSearch {

  private final PaperJson json;
  private final Analyzer analyzer;
  private final View view;

  PaperSearch(
      PaperJson json,
      DataFolder data,
      ViewSettings settings,
      KafkaSettings kafka,
      RegistrySerdes serdes,
      Generations generations,
      MeterRegistry meters) {
    this.json = json;
    var definition = new SearchView(json);
    this.analyzer = definition.analyzer();
    this.view =
        new View(
            definition,
            data.views(),
            settings,
            kafka,
            serdes,
            generations::serving,
            InstantSource.system());
    Gauge.builder("paperwire.view.lag", view, v -> v.status().lag().orElse(-1L))
        .description("Records not applied yet; -1 while unknown")
        .tag("view", definition.name())
        .register(meters);
    Gauge.builder("paperwire.view.documents", view, v -> v.status().papers())
        .description("Documents in the index")
        .tag("view", definition.name())
        .register(meters);
    FunctionCounter.builder("paperwire.view.skipped", view, View::skipped)
        .description("Records passed over because they cannot be read")
        .tag("view", definition.name())
        .register(meters);
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

  /// A question to ask of papers one by one, as they change.
  ///
  /// @param selection of texts, tags and sources; its dates and authors are not looked at
  public StandingQuery standing(Selection selection) throws Refused {
    return StandingQuery.of(selection, analyzer);
  }

  /// A paper to ask standing queries of.
  public SinglePaper alone(Paper paper) {
    return new SinglePaper(paper, analyzer);
  }

  /// What can be asked of a snapshot of this view.
  public Papers in(Snapshot snapshot) {
    return new Papers(snapshot.reader(), json, analyzer);
  }
}
