/// Saved Daily Papers pages: [org.paperwire.ingest.captures.DailyPapersPage] turns the text of one
/// into a sighting a card. A page has no markup left, so what a line is has to be told from its
/// form and its place; each class here answers one such question.
@NullMarked
package org.paperwire.ingest.captures;

import org.jspecify.annotations.NullMarked;
