/// Bibliographies in BibTeX, as proceedings and reference managers print them.
@NullMarked
package org.paperwire.ingest.bibtex;

import org.jspecify.annotations.NullMarked;
