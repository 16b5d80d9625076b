/// Paperwire's HTTP API from the outside: what the command line and the supervisor ask.
@NullMarked
package org.paperwire.client;

import org.jspecify.annotations.NullMarked;
