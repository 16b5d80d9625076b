/// What tests run on: a broker and a registry, in the JVM as a rule, and in containers of the
/// images that a cluster runs when `-Dtests.brokers=containers` says so. One switch, here alone;
/// the tests are the same.
@NullMarked
package org.paperwire.testing;

import org.jspecify.annotations.NullMarked;
