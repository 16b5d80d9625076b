/// What a source says about papers, in plain Java: a [org.paperwire.ingest.Sighting] is one
/// statement of one source, a [org.paperwire.ingest.Reject] is what could not be read, and a parser
/// turns bytes into both and throws neither away. Parsers, HTTP and Kafka are in the packages
/// below.
@NullMarked
package org.paperwire.ingest;

import org.jspecify.annotations.NullMarked;
