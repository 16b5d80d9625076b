/// Which generation of the enrichment serves, is kept, and is being built: a fact that all services
/// read from one topic and act on, each for itself.
///
/// ```
/// ordered ─▶ enrich-service builds it ─▶ query-service builds its views of it ─┬▶ switched
///    └─▶ cancelled, failed                                                    └▶ held ─▶ switched
/// ```
@NullMarked
package org.paperwire.platform.generations;

import org.jspecify.annotations.NullMarked;
