/// What no parser may do, whatever it is given. A [org.paperwire.fuzz.Target] names a parser and
/// says what must hold of its answer; [org.paperwire.fuzz.Mutations] makes inputs of seeds, and
/// [org.paperwire.fuzz.JazzerTargets] are the same targets for a fuzzer that is guided by coverage.
@NullMarked
package org.paperwire.fuzz;

import org.jspecify.annotations.NullMarked;
