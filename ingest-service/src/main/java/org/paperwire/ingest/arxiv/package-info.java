/// What arXiv says: answers of its query API ([org.paperwire.ingest.arxiv.ArxivApi]), the feeds of
/// a day's announcements ([org.paperwire.ingest.arxiv.ArxivFeed]), its metadata as OAI-PMH has them
/// ([org.paperwire.ingest.arxiv.ArxivMetadata]), and records of them as JSON
/// ([org.paperwire.ingest.arxiv.ArxivRecords]).
///
/// Each way is a source of its own, since each has its own truth: `arxiv-api`, `arxiv-oai` and
/// `arxiv-metadata` know a paper by its id, and what they say later takes the place of what they
/// said before; `arxiv-feed` and `arxiv-daily` announce, and every announcement stays.
@NullMarked
package org.paperwire.ingest.arxiv;

import org.jspecify.annotations.NullMarked;
