package org.paperwire.platform;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/// The connection to the schema registry.
///
/// @param url its Confluent-compatible address; `mock://name` is one in memory
@ConfigurationProperties("paperwire.registry")
public record RegistrySettings(
    @Bindable(defaultValue = "http://127.0.0.1:8085/apis/ccompat/v7") String url) {}
