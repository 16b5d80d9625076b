/// HTTP to the outside: bounded in time and size, to hosts that are configured and to no address
/// inside. Apache HttpClient 5, because it connects to the addresses that its resolver gives, so
/// that the address that was checked is the one that is asked.
@NullMarked
package org.paperwire.ingest.fetching;

import org.jspecify.annotations.NullMarked;
