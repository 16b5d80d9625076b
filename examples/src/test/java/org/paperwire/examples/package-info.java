/// Tests that hold the guides and the description of the API to the code.
@NullMarked
package org.paperwire.examples;

import org.jspecify.annotations.NullMarked;
