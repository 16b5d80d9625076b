package org.paperwire.platform;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import org.paperwire.serdes.RegistrySerdes;

/// Beans made of the settings.
@Factory
final class Connections {

  @Singleton
  RegistrySerdes registrySerdes(RegistrySettings registry) {
    return new RegistrySerdes(registry.url());
  }
}
