/// Which records are one paper. One place decides, in one order, and answers every record with the
/// paper it belongs to: records meet in blocks, those that are alike are linked, and what hangs
/// together is clustered. Plain functions over [IdentityState]; how two records are compared is the
/// business of `matching`.
@NullMarked
package org.paperwire.enrich.identity;

import org.jspecify.annotations.NullMarked;
