/// What sources say of one record, joined. A record is a set of statements and counts; joining two
/// of them is commutative, associative and idempotent, so that neither the order of arrival nor
/// repetition can be seen in the result.
@NullMarked
package org.paperwire.enrich.records;

import org.jspecify.annotations.NullMarked;
