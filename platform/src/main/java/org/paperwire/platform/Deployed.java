package org.paperwire.platform;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.SchemaDeployment;
import org.paperwire.topics.TopicDeployment;
import org.paperwire.topics.Topics;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The wait for topics and schemas. Nothing that writes starts before it is over; reads do not wait
/// for it.
///
/// With `paperwire.deploy=true` (standalone, [DeploymentJob]) it deploys the catalogue itself,
/// again and again until broker and registry are up; otherwise the job has done or will do that,
/// and this only waits for the schemas to be known.
@Context
@Requires(property = AccessJob.MARK, notEquals = "true")
@Readiness
public final class Deployed implements HealthIndicator {

  private static final Logger LOG = LoggerFactory.getLogger(Deployed.class);
  private static final long RETRY_MILLIS = 200;

  private final KafkaSettings kafka;
  private final ClusterSettings cluster;
  private final RegistrySerdes serdes;
  private final boolean deploys;
  private final CountDownLatch topicsDone = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread waiting =
      Thread.ofPlatform().daemon().name("deployment").unstarted(this::work);

  /// Written by the waiting thread, read by health checks: why it is not over yet.
  private volatile String lacking = "not tried yet";

  Deployed(
      KafkaSettings kafka,
      ClusterSettings cluster,
      RegistrySerdes serdes,
      @Value("${paperwire.deploy:false}") boolean deploys) {
    this.kafka = kafka;
    this.cluster = cluster;
    this.serdes = serdes;
    this.deploys = deploys;
  }

  @PostConstruct
  void start() {
    waiting.start();
  }

  @PreDestroy
  void stop() {
    waiting.interrupt();
  }

  /// Waits until the topics are there; nothing may be written to them yet.
  public void awaitTopics() throws InterruptedException {
    topicsDone.await();
  }

  /// Waits until topics and schemas are there and the ids of the schemas are known.
  public void await() throws InterruptedException {
    done.await();
  }

  /// Waits until topics and schemas are there, or it is certain that they will not be.
  ///
  /// @throws IllegalStateException when the time is up, or a topic or a schema was refused, with
  ///   what is lacking
  public void awaitWithin(Duration patience) throws InterruptedException {
    if (!waiting.join(patience) || !isDone()) {
      throw new IllegalStateException("topics and schemas are not there: " + lacking);
    }
  }

  /// Whether [#await] would return at once.
  public boolean isDone() {
    return done.getCount() == 0;
  }

  private void work() {
    try {
      boolean topics = !deploys;
      boolean schemas = false;
      while (!topics || !schemas) {
        topics = topics || topicsAreThere();
        if (deploys && topics) {
          topicsDone.countDown();
        }
        schemas = schemas || schemasAreThere();
        if (!topics || !schemas) {
          Thread.sleep(RETRY_MILLIS);
        }
      }
      // Whoever deploys elsewhere makes the topics first, so schemas speak for them.
      topicsDone.countDown();
      done.countDown();
      LOG.info("topics and schemas are there");
    } catch (InterruptedException e) {
      LOG.debug("stopped while waiting for topics and schemas");
    } catch (IllegalStateException | RestClientException e) {
      lacking = e.toString();
      LOG.error("topics and schemas cannot be deployed: {}", e.getMessage(), e);
    }
  }

  private boolean topicsAreThere() throws InterruptedException {
    try (Admin admin = Admin.create(kafka.admin("paperwire-deployment"))) {
      TopicDeployment.deploy(admin, cluster.cluster());
      return true;
    } catch (KafkaException e) {
      return notYet("broker", e);
    }
  }

  private boolean schemasAreThere() throws RestClientException {
    try {
      if (deploys) {
        SchemaDeployment.deploy(serdes.registry());
      }
      serdes.warm(Topics.ALL);
      return true;
    } catch (IOException e) {
      return notYet("registry", e);
    } catch (RestClientException e) {
      // 409 and 422 are verdicts on a schema; anything else is a registry that is starting or not
      // deployed to yet.
      if (deploys && (e.getStatus() == 409 || e.getStatus() == 422)) {
        throw e;
      }
      return notYet("registry", e);
    }
  }

  private boolean notYet(String what, Exception e) {
    lacking = what + ": " + e.getMessage();
    LOG.debug("waiting for the {}: {}", what, e.getMessage());
    return false;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    HealthResult.Builder result = HealthResult.builder("deployed");
    return Publishers.just(
        isDone()
            ? result.status(HealthStatus.UP).build()
            : result.status(HealthStatus.DOWN).details(Map.of("lacking", lacking)).build());
  }
}
