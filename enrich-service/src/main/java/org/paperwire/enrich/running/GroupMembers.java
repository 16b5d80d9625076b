package org.paperwire.enrich.running;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.paperwire.platform.KafkaSettings;
import org.slf4j.LoggerFactory;

/// Who is in a group of consumers. Who was killed is, until its session is over.
@FunctionalInterface
interface GroupMembers {

  /// Whether it is certain that nobody is.
  boolean isEmpty(String group) throws InterruptedException;

  /// As the broker knows it.
  static GroupMembers of(KafkaSettings kafka) {
    return group -> {
      try (Admin admin = Admin.create(kafka.admin("paperwire-generations-members"))) {
        return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
            .allMatch(described -> described.members().isEmpty());
      } catch (ExecutionException | KafkaException e) {
        LoggerFactory.getLogger(GroupMembers.class).debug("nobody says who runs {}", group, e);
        return e.getCause() instanceof GroupIdNotFoundException;
      }
    };
  }
}
