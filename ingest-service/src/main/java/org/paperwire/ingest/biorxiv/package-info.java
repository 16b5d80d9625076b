/// Preprints of bioRxiv and medRxiv, as their common API lists them.
@NullMarked
package org.paperwire.ingest.biorxiv;

import org.jspecify.annotations.NullMarked;
