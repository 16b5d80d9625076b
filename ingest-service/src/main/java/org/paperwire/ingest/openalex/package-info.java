/// Works of OpenAlex, as its API and its snapshots have them.
@NullMarked
package org.paperwire.ingest.openalex;

import org.jspecify.annotations.NullMarked;
