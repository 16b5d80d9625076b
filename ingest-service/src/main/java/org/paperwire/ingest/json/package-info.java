/// JSON as sources answer it: a document whose parts are found without reading them
/// ([org.paperwire.ingest.json.JsonSlice]), so that each entry keeps its bytes as they came, and an
/// entry whose fields are asked for by name ([org.paperwire.ingest.json.JsonObject]).
@NullMarked
package org.paperwire.ingest.json;

import org.jspecify.annotations.NullMarked;
