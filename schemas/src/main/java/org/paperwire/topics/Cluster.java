package org.paperwire.topics;

/// What the catalogue needs to know of the cluster it is deployed on.
///
/// @param partitions of every topic; never changed afterwards, because keys would move
/// @param replicationFactor copies of each partition
/// @param minInsyncReplicas copies that must have a record before it is acknowledged
/// @param forceSources whether each write to a source topic is forced to disk before it is
///   acknowledged: on one machine a power cut would lose what the operating system still held; on
///   three, the other two have it
public record Cluster(
    int partitions, short replicationFactor, int minInsyncReplicas, boolean forceSources) {

  /// One broker on one machine.
  public static final Cluster STANDALONE = new Cluster(4, (short) 1, 1, true);

  /// Three brokers.
  public static final Cluster REPLICATED = new Cluster(12, (short) 3, 2, false);
}
