package org.paperwire.query.views;

import org.apache.avro.specific.SpecificRecord;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.paperwire.topics.Topic;

/// What a view is made of: a topic, and the document that each of its values becomes.
public interface ViewDefinition<V extends SpecificRecord> {

  /// The name of the view, and of its folder.
  String name();

  /// Rises whenever the same value becomes another document, or the same text other terms: what an
  /// older definition built is not continued but built again, as the next generation.
  int version();

  /// The topic, whose keys are the ids of the documents.
  Topic<V> topic();

  /// How text becomes terms.
  Analyzer analyzer();

  /// The key under which this value must stand on the topic.
  String key(V value);

  /// The document of a value, without its id, which the generation adds. Called by several threads.
  Document document(V value);
}
