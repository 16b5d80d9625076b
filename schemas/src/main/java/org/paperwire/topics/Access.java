package org.paperwire.topics;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/// Who may do what on brokers that ask who one is: no more than each needs. No other place says so;
/// [AccessDeployment] tells the brokers, and `docs/operations.md` tells people, in a table that a
/// test holds against a broker.
///
/// To read or to write something includes to see that it is there, and where it ends (`DESCRIBE`).
public final class Access {

  /// The consumer group of those who may ask the sources.
  public static final String POLLERS = "paperwire-pollers";

  /// What the registry's own topics begin with.
  public static final String REGISTRY_TOPICS = "paperwire.registry";

  /// What the registry's consumer groups begin with.
  public static final String REGISTRY_GROUPS = "paperwire-registry-";

  /// What the consumer groups of strangers begin with, who read as [Principal#READER].
  public static final String READER_GROUPS = "reader-";

  /// Who speaks to the brokers.
  public enum Principal {
    /// The job that makes topics.
    DEPLOYMENT,
    /// The schema registry.
    REGISTRY,
    /// The ingest service.
    INGEST,
    /// The enrichment.
    ENRICH,
    /// A query replica.
    QUERY,
    /// Whoever reads the open topics.
    READER;

    /// The name that it logs in with.
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// As it is called in ACLs.
    public String kafkaName() {
      return "User:" + id();
    }
  }

  /// What one principal may do with one thing, or with all whose names begin alike.
  public record Right(Principal principal, ResourcePattern on, Set<AclOperation> operations) {

    public Right {
      operations = Set.copyOf(operations);
    }

    Stream<AclBinding> bindings() {
      return new TreeSet<>(operations)
          .stream()
              .map(
                  operation ->
                      new AclBinding(
                          on,
                          new AccessControlEntry(
                              principal.kafkaName(), "*", operation, AclPermissionType.ALLOW)));
    }
  }

  /// All rights there are.
  public static final List<Right> RIGHTS =
      Stream.of(deployment(), registry(), ingest(), enrich(), query(), reader())
          .flatMap(rights -> rights)
          .toList();

  private Access() {}

  /// [#RIGHTS] as brokers keep them.
  public static Set<AclBinding> bindings() {
    return RIGHTS.stream().flatMap(Right::bindings).collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<Right> deployment() {
    return topics(Principal.DEPLOYMENT, Topics.ALL, CREATE, DESCRIBE);
  }

  private static Stream<Right> registry() {
    return Stream.of(
        right(
            Principal.REGISTRY,
            ResourceType.TOPIC,
            PatternType.PREFIXED,
            REGISTRY_TOPICS,
            CREATE,
            DESCRIBE_CONFIGS,
            READ,
            WRITE),
        right(Principal.REGISTRY, ResourceType.GROUP, PatternType.PREFIXED, REGISTRY_GROUPS, READ));
  }

  /// Reads its own words again: where pollers stand, receipts, dead letters.
  private static Stream<Right> ingest() {
    return concat(
        List.of(
            topics(Principal.INGEST, Topics.SOURCES, WRITE),
            topics(
                Principal.INGEST,
                List.of(Topics.CURSORS, Topics.RECEIPTS, Topics.DEAD_LETTERS),
                READ,
                WRITE),
            Stream.of(
                right(Principal.INGEST, ResourceType.GROUP, PatternType.LITERAL, POLLERS, READ))));
  }

  /// Kafka Streams makes and purges topics of its own, and a generation that is no longer kept is
  /// removed with all that it had; the outputs of the first are never removed.
  private static Stream<Right> enrich() {
    return concat(
        List.of(
            topics(Principal.ENRICH, Topics.SOURCES, READ),
            topics(Principal.ENRICH, EnrichmentGeneration.FIRST.outputs(), WRITE),
            EnrichmentGeneration.FIRST.outputs().stream()
                .map(
                    output ->
                        right(
                            Principal.ENRICH,
                            ResourceType.TOPIC,
                            PatternType.PREFIXED,
                            EnrichmentGeneration.prefix(output),
                            CREATE,
                            WRITE,
                            DELETE)),
            topics(Principal.ENRICH, List.of(Topics.PROGRESS, Topics.DEAD_LETTERS), WRITE),
            topics(Principal.ENRICH, List.of(Topics.GENERATIONS), READ, WRITE),
            Stream.of(
                right(
                    Principal.ENRICH,
                    ResourceType.TOPIC,
                    PatternType.PREFIXED,
                    EnrichmentGeneration.APPLICATION,
                    CREATE,
                    READ,
                    WRITE,
                    DELETE),
                right(
                    Principal.ENRICH,
                    ResourceType.GROUP,
                    PatternType.PREFIXED,
                    EnrichmentGeneration.APPLICATION,
                    READ,
                    DELETE),
                right(
                    Principal.ENRICH,
                    ResourceType.TRANSACTIONAL_ID,
                    PatternType.PREFIXED,
                    EnrichmentGeneration.APPLICATION,
                    WRITE))));
  }

  /// Of the source topics it asks for the ends alone, and of the enrichment for how far it is. It
  /// writes one thing: which generation people want to serve.
  private static Stream<Right> query() {
    return concat(
        List.of(
            topics(Principal.QUERY, Topics.SOURCES, DESCRIBE),
            outputs(Principal.QUERY),
            topics(
                Principal.QUERY, List.of(Topics.PROGRESS, Topics.CURSORS, Topics.RECEIPTS), READ),
            topics(Principal.QUERY, List.of(Topics.GENERATIONS), READ, WRITE),
            Stream.of(
                right(
                    Principal.QUERY,
                    ResourceType.GROUP,
                    PatternType.PREFIXED,
                    EnrichmentGeneration.APPLICATION,
                    DESCRIBE))));
  }

  private static Stream<Right> reader() {
    return concat(
        List.of(
            topics(
                Principal.READER,
                Topics.ALL.stream()
                    .filter(topic -> !EnrichmentGeneration.FIRST.outputs().contains(topic))
                    .toList(),
                READ),
            outputs(Principal.READER),
            Stream.of(
                right(
                    Principal.READER,
                    ResourceType.GROUP,
                    PatternType.PREFIXED,
                    READER_GROUPS,
                    READ))));
  }

  /// To read what every generation of the enrichment has made.
  private static Stream<Right> outputs(Principal principal) {
    return Stream.concat(
        topics(principal, EnrichmentGeneration.FIRST.outputs(), READ),
        EnrichmentGeneration.FIRST.outputs().stream()
            .map(
                output ->
                    right(
                        principal,
                        ResourceType.TOPIC,
                        PatternType.PREFIXED,
                        EnrichmentGeneration.prefix(output),
                        READ)));
  }

  private static Stream<Right> topics(
      Principal principal, List<Topic<?>> topics, AclOperation... operations) {
    return topics.stream()
        .map(
            topic ->
                right(
                    principal, ResourceType.TOPIC, PatternType.LITERAL, topic.name(), operations));
  }

  private static Right right(
      Principal principal,
      ResourceType type,
      PatternType pattern,
      String name,
      AclOperation... operations) {
    return new Right(principal, new ResourcePattern(type, name, pattern), Set.of(operations));
  }

  private static Stream<Right> concat(List<Stream<Right>> parts) {
    return parts.stream().flatMap(part -> part);
  }
}
