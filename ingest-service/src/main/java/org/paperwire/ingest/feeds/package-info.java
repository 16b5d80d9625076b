/// Feeds of anyone: RSS 0.9 to 2.0, Atom 0.3 and 1.0 (read by Rome from a tree that
/// [org.paperwire.ingest.xml] made), and JSON Feed.
@NullMarked
package org.paperwire.ingest.feeds;

import org.jspecify.annotations.NullMarked;
