/// What every service has at its edges: settings of the connections to Kafka and the registry, the
/// wait for topics and schemas, positions, and the one form in which HTTP errors are told (RFC
/// 9457). Services add what they are for.
@NullMarked
package org.paperwire.platform;

import org.jspecify.annotations.NullMarked;
