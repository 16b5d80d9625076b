/// What happens when something fails in a topology. Data that are at fault become dead letters, in
/// the one format that ingest writes too, inside the transaction that passes over them; a network
/// that is at fault is tried again. So a poisoned record costs a letter, an outage costs time, and
/// neither costs a paper.
@NullMarked
package org.paperwire.enrich.failures;

import org.jspecify.annotations.NullMarked;
