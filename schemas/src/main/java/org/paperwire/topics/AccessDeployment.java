package org.paperwire.topics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.RetriableException;
import org.paperwire.topics.Access.Principal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes passwords and rights on the brokers those that they should be. Safe to run again, and by
/// two at once. Needs `ALTER` on the cluster, and brokers that ask who one is.
public final class AccessDeployment {

  private static final Logger LOG = LoggerFactory.getLogger(AccessDeployment.class);

  /// Those of passwords that nobody chose are as good as any; this is the least that brokers take.
  private static final int ITERATIONS = 4_096;

  private AccessDeployment() {}

  /// Gives each principal its password, and those of our principals the rights of [Access] and no
  /// others. Rights of anybody else stay.
  ///
  /// @param passwords one for each principal
  /// @throws IllegalStateException when it is refused
  /// @throws KafkaException when the brokers do not answer; trying again may help
  public static void deploy(Admin admin, Map<Principal, String> passwords)
      throws InterruptedException {
    try {
      List<UserScramCredentialAlteration> credentials = new ArrayList<>();
      passwords.forEach((principal, password) -> credentials.add(credential(principal, password)));
      admin.alterUserScramCredentials(credentials).all().get();
      deployRights(admin);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RetriableException later) {
        throw later;
      }
      throw new IllegalStateException("rights could not be given: " + e.getCause(), e);
    }
  }

  private static UserScramCredentialAlteration credential(Principal principal, String password) {
    return new UserScramCredentialUpsertion(
        principal.id(),
        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
        password);
  }

  private static void deployRights(Admin admin) throws InterruptedException, ExecutionException {
    Set<String> ours =
        Stream.of(Principal.values()).map(Principal::kafkaName).collect(Collectors.toSet());
    Set<AclBinding> present =
        admin.describeAcls(AclBindingFilter.ANY).values().get().stream()
            .filter(acl -> ours.contains(acl.entry().principal()))
            .collect(Collectors.toSet());
    Set<AclBinding> wanted = Access.bindings();
    // What is missing first: whoever has a right in both loses it at no moment.
    Set<AclBinding> missing = without(wanted, present);
    if (!missing.isEmpty()) {
      admin.createAcls(missing).all().get();
    }
    Set<AclBinding> over = without(present, wanted);
    if (!over.isEmpty()) {
      admin.deleteAcls(over.stream().map(AclBinding::toFilter).toList()).all().get();
    }
    LOG.info("rights: {} there, {} given, {} taken", wanted.size(), missing.size(), over.size());
  }

  private static Set<AclBinding> without(Set<AclBinding> all, Collection<AclBinding> some) {
    var rest = new HashSet<>(all);
    rest.removeAll(some);
    return rest;
  }
}
