/// The topic catalogue: every topic's name, value, cleanup and retention in one place, and the
/// deployment that makes the broker and the registry look like it.
@NullMarked
package org.paperwire.topics;

import org.jspecify.annotations.NullMarked;
