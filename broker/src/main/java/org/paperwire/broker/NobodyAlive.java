package org.paperwire.broker;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.loader.LoaderManifest;
import org.apache.kafka.image.publisher.MetadataPublisher;
import org.apache.kafka.metadata.BrokerRegistration;

/// Completes once the metadata hold no broker that is taken for alive.
final class NobodyAlive implements MetadataPublisher {

  private final CompletableFuture<Boolean> seen = new CompletableFuture<>();

  @Override
  public String name() {
    return "nobody-alive";
  }

  @Override
  public void onMetadataUpdate(MetadataDelta delta, MetadataImage image, LoaderManifest manifest) {
    if (image.cluster().brokers().values().stream().allMatch(BrokerRegistration::fenced)) {
      seen.complete(true);
    }
  }

  @Override
  public void close() {
    // Nothing to let go of.
  }

  void await() {
    var _ = seen.join();
  }
}
