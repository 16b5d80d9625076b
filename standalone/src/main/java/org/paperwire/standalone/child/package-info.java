/// What runs first in every child process. It stands in a jar of its own, without libraries,
/// because the registry must find nothing of ours beside its own libraries.
@NullMarked
package org.paperwire.standalone.child;

import org.jspecify.annotations.NullMarked;
