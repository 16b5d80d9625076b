/// From a body to what is in it: unpacking with limits, charsets, and which of the formats it is. A
/// new format is one more line in [org.paperwire.ingest.formats.Formats].
@NullMarked
package org.paperwire.ingest.formats;

import org.jspecify.annotations.NullMarked;
