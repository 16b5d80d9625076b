/// Works of Crossref: what publishers register for a DOI.
@NullMarked
package org.paperwire.ingest.crossref;

import org.jspecify.annotations.NullMarked;
