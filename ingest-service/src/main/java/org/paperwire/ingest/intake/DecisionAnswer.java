package org.paperwire.ingest.intake;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/// A decision as it was taken in.
///
/// @param records both record keys in their canonical form, the smaller first
/// @param verdict `same`, `different` or `none`
/// @param position from which on reads show what follows from it
@Serdeable
public record DecisionAnswer(List<String> records, String verdict, String position) {}
