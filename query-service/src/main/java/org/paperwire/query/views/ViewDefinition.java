package org.paperwire.query.views;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.paperwire.topics.Topic;

/// What a view is made of: a topic, and the document that each of its values becomes.
public interface ViewDefinition<V extends SpecificRecord> {

  /// The name of the view, and of its folder.
  String name();

  /// Rises whenever the same value becomes another document, or the same text other terms: what an
  /// older definition built is built again beside it, as the next generation. See [#specimen] for
  /// whoever forgets.
  int version();

  /// The oldest version whose generations can serve until then: questions of this version are
  /// understood there, and documents of this version can be put beside those that are there. Lucene
  /// refuses a field whose kind differs from what an index has; where that would happen this rises,
  /// and readers wait for the new generation.
  int servesSince();

  /// The topic.
  Topic<V> topic();

  /// How text becomes terms.
  Analyzer analyzer();

  /// The key under which this value must stand on the topic.
  String key(V value);

  /// The id of the document that a value becomes; whoever has the same id takes its place.
  default String id(V value) {
    return key(value);
  }

  /// The document of a value, without its id, which the generation adds. Called by several threads.
  ///
  /// @param at when it was published: the timestamp of the record
  Document document(V value, Instant at);

  /// A value with everything in it that may be in one. When the document that it becomes, or the
  /// terms of its text, are others than those when a generation was built, that generation is built
  /// again.
  V specimen();
}
