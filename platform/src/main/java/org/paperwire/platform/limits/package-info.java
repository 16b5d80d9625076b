/// How much one caller may ask for: who a caller is, and the buckets that count for each. Plain
/// Java, with a clock that is given.
@NullMarked
package org.paperwire.platform.limits;

import org.jspecify.annotations.NullMarked;
