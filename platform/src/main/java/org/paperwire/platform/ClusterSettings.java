package org.paperwire.platform;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import org.paperwire.topics.Cluster;

/// What the topics are deployed with; the defaults are those of one broker on one machine.
///
/// @param partitions of every topic
/// @param replicationFactor copies of each partition
/// @param minInsyncReplicas copies that must have a record before it is acknowledged
/// @param forceSources whether each write to a source topic is forced to disk first
@ConfigurationProperties("paperwire.cluster")
public record ClusterSettings(
    @Bindable(defaultValue = "4") int partitions,
    @Bindable(defaultValue = "1") short replicationFactor,
    @Bindable(defaultValue = "1") int minInsyncReplicas,
    @Bindable(defaultValue = "true") boolean forceSources) {

  public ClusterSettings {
    if (partitions < 1
        || replicationFactor < 1
        || minInsyncReplicas < 1
        || minInsyncReplicas > replicationFactor) {
      throw new IllegalArgumentException(
          "paperwire.cluster: partitions, replication-factor and min-insync-replicas are at least 1,"
              + " and min-insync-replicas at most replication-factor");
    }
  }

  public Cluster cluster() {
    return new Cluster(partitions, replicationFactor, minInsyncReplicas, forceSources);
  }
}
