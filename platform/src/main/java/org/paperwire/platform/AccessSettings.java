package org.paperwire.platform;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import org.paperwire.topics.Access.Principal;

/// Where [AccessJob] finds passwords.
///
/// @param passwords a folder with a folder for each principal, in which a file is called `password`
@ConfigurationProperties("paperwire.access")
record AccessSettings(@Bindable(defaultValue = "/etc/paperwire/passwords") Path passwords) {

  Path passwordOf(Principal principal) {
    return passwords.resolve(principal.id()).resolve("password");
  }
}
