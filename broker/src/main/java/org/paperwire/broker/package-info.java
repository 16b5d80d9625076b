/// A real Kafka broker (KRaft, broker and controller in one) whose log lies in one folder: started
/// as a process of its own by standalone, and inside the JVM by integration tests.
@NullMarked
package org.paperwire.broker;

import org.jspecify.annotations.NullMarked;
