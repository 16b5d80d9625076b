/// What to ask the sources for, when, and what their answers mean, in plain Java. A
/// [org.paperwire.ingest.polling.Poller] is pure: it plans from its
/// [org.paperwire.ingest.polling.Cursor] and the time, so everything about time is tested without
/// waiting. [org.paperwire.ingest.polling.Schedule] decides between pollers,
/// [org.paperwire.ingest.polling.Asking] carries one question out over two ports, and moves the
/// cursor only when everything that the answer said is on the log.
@NullMarked
package org.paperwire.ingest.polling;

import org.jspecify.annotations.NullMarked;
