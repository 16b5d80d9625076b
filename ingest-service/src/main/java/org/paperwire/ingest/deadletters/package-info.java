/// What could not be read, looked at again: the topic of dead letters read backwards, a page at a
/// time, and the bodies that its letters name. Nothing is materialised: operators ask rarely, the
/// topic is small and forgets after 90 days, and each question has a bound on what it reads.
@NullMarked
package org.paperwire.ingest.deadletters;

import org.jspecify.annotations.NullMarked;
