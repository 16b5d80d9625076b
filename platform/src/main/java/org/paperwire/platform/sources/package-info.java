/// How the sources are, read from `cursors.v1` and `receipts.v1`. Two services show it, one as data
/// and one as a page; they meet on the topics, and what both do with them is here.
@NullMarked
package org.paperwire.platform.sources;

import org.jspecify.annotations.NullMarked;
