/// The doors for reading: the current state of every paper, held in views that are built from the
/// topics and that say how far they have read. [Application] starts it as a process of its own; in
/// standalone the same beans share a context with the other services.
@NullMarked
package org.paperwire.query;

import org.jspecify.annotations.NullMarked;
