/// Keys: who may change something, and what. A key is shown by its holder as a [Token] and kept by
/// us as a hash; a file of them is a [KeyFile]. Plain Java: what a request is asked for is in
/// `platform.access`.
@NullMarked
package org.paperwire.platform.keys;

import org.jspecify.annotations.NullMarked;
