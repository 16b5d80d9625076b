package org.paperwire.enrich.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.platform.generations.Plan;
import org.paperwire.topics.EnrichmentGeneration;
import org.paperwire.topics.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What generations leave behind that are no longer kept: groups, topics, stores. The output topics
/// of the first have the names that strangers read, and stay.
///
/// @param state the folder that stores lie in
record Remains(KafkaSettings kafka, Path state) {

  private static final Logger LOG = LoggerFactory.getLogger(Remains.class);

  static final Pattern APPLICATION = Pattern.compile("paperwire-enrich-(g\\d+)(?:-.*)?");

  private static final Pattern OUTPUT =
      Pattern.compile(
          Stream.of(Topics.PAPERS, Topics.CHANGES)
              .map(topic -> Pattern.quote(topic.name()))
              .collect(Collectors.joining("|", "(?:", ")\\.(g\\d+)")));

  /// Removes what no generation of the plan needs. False when something is left that somebody still
  /// uses: then later.
  boolean remove(Plan plan) throws InterruptedException {
    SortedSet<EnrichmentGeneration> kept = plan.kept();
    try (Admin admin = Admin.create(kafka.admin("paperwire-generations-remains"))) {
      Set<String> groups =
          admin.listGroups().valid().get().stream()
              .map(group -> group.groupId())
              .filter(group -> isOver(APPLICATION, group, plan, kept))
              .collect(Collectors.toSet());
      Set<String> topics = new HashSet<>();
      for (String topic : admin.listTopics().names().get()) {
        if (isOver(APPLICATION, topic, plan, kept) || isOver(OUTPUT, topic, plan, kept)) {
          topics.add(topic);
        }
      }
      if (!groups.isEmpty()) {
        admin.deleteConsumerGroups(groups).all().get();
      }
      if (!topics.isEmpty()) {
        admin.deleteTopics(topics).all().get();
        LOG.info("{} topics of generations that are no longer kept are removed", topics.size());
      }
      removeStores(plan, kept);
      return true;
    } catch (ExecutionException | KafkaException | IOException | UncheckedIOException e) {
      LOG.debug("something of a generation is left for now", e);
      return false;
    }
  }

  /// Whether a name is of a generation that this plan knows and does not keep.
  static boolean isOver(Pattern pattern, String name, Plan plan, Set<EnrichmentGeneration> kept) {
    Matcher matcher = pattern.matcher(name);
    if (!matcher.matches()) {
      return false;
    }
    Optional<EnrichmentGeneration> generation = EnrichmentGeneration.parse(matcher.group(1));
    return generation.isPresent()
        && generation.get().number() <= plan.newest()
        && !kept.contains(generation.get());
  }

  private void removeStores(Plan plan, Set<EnrichmentGeneration> kept) throws IOException {
    if (!Files.isDirectory(state)) {
      return;
    }
    List<Path> over;
    try (Stream<Path> folders = Files.list(state)) {
      over =
          folders
              .filter(folder -> isOver(APPLICATION, folder.getFileName().toString(), plan, kept))
              .toList();
    }
    for (Path folder : over) {
      try (Stream<Path> inside = Files.walk(folder)) {
        for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }
  }
}
