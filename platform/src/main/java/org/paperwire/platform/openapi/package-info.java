/// The description of the HTTP API, as OpenAPI: each module carries the part that its controllers
/// were compiled to, a process serves what the parts on its class path say together.
@NullMarked
package org.paperwire.platform.openapi;

import org.jspecify.annotations.NullMarked;
