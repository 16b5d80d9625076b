/// Papers as JSON: one object, an array, or a line each ([org.paperwire.ingest.papers.PapersJson],
/// [org.paperwire.ingest.papers.PapersNdjson]). One reader turns one object into a sighting or says
/// why not; the rest only finds where an object begins and ends.
@NullMarked
package org.paperwire.ingest.papers;

import org.jspecify.annotations.NullMarked;
