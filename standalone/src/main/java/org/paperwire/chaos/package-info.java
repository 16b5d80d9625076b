/// Faults on purpose: a cluster of processes on this machine whose parts are killed and frozen at
/// random moments while papers are written and read, and a checker that computes afterwards what
/// has to be there.
@NullMarked
package org.paperwire.chaos;

import org.jspecify.annotations.NullMarked;
