/// The enrichment as it is built again: ordered, watched, compared and switched here, and followed
/// by all views at once.
@NullMarked
package org.paperwire.query.enrichment;

import org.jspecify.annotations.NullMarked;
