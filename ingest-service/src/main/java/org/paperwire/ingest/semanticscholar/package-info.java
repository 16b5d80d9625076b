/// Papers of Semantic Scholar's APIs.
@NullMarked
package org.paperwire.ingest.semanticscholar;

import org.jspecify.annotations.NullMarked;
