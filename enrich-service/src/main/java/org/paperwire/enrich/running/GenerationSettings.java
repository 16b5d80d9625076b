package org.paperwire.enrich.running;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/// What happens when the logic of this build is another than that of what serves.
///
/// @param hold whether the generation that is then built waits, caught up, until somebody has
///   compared it and switches; else it serves as soon as it has caught up
@ConfigurationProperties("paperwire.generations")
public record GenerationSettings(@Bindable(defaultValue = "false") boolean hold) {}
