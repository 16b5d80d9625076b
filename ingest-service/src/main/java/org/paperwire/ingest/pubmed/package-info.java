/// Articles of biomedicine: PubMed's records, and full texts in JATS, of which the front is read.
@NullMarked
package org.paperwire.ingest.pubmed;

import org.jspecify.annotations.NullMarked;
