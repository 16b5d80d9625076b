/// OAI-PMH 2.0 (openarchives.org/OAI/openarchivesprotocol.html), as arXiv and libraries answer it:
/// the records, and beside them what a harvester follows: resumption token, deletions, errors.
@NullMarked
package org.paperwire.ingest.oai;

import org.jspecify.annotations.NullMarked;
