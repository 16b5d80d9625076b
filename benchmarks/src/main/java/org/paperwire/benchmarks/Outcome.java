package org.paperwire.benchmarks;

import java.time.Duration;
import java.util.List;

/// What became of one application that read all sightings.
///
/// @param seconds from running to everything being in the outputs
/// @param processor time of the whole process meanwhile, the broker's included
/// @param traffic what was written
/// @param tenths papers a second over each tenth of them
/// @param anonymousBytes memory of the process at the end
record Outcome(
    double seconds,
    Duration processor,
    Traffic traffic,
    List<Double> tenths,
    long anonymousBytes) {}
