/// The ACL Anthology's collections of computational linguistics, as XML.
@NullMarked
package org.paperwire.ingest.acl;

import org.jspecify.annotations.NullMarked;
