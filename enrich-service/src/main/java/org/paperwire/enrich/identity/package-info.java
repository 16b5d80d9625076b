/// Which records are one paper. One place decides, in one order, and answers every record with the
/// paper it belongs to. So far every record is [Alone].
@NullMarked
package org.paperwire.enrich.identity;

import org.jspecify.annotations.NullMarked;
