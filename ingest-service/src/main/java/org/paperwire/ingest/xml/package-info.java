/// The one place where XML is parsed ([org.paperwire.ingest.xml.SafeXml]): no document type is
/// read, no entity is declared, nothing is fetched, and there is a limit on everything that could
/// grow. A test holds the rest of the house to it.
@NullMarked
package org.paperwire.ingest.xml;

import org.jspecify.annotations.NullMarked;
