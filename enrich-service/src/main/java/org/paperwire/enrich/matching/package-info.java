/// Whether two records are one paper: what of a record is compared ([Features]), which records are
/// compared at all ([BlockKeys], [SortKey]), how alike two of them are and why ([Matcher]), and
/// what must never be joined however alike ([Guard]). Pure functions of what is given; which
/// records then make one paper is decided elsewhere.
@NullMarked
package org.paperwire.enrich.matching;

import org.jspecify.annotations.NullMarked;
