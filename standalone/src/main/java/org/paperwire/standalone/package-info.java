/// Everything by one command on one machine: a supervisor, and under it the broker, the registry
/// and one process with all services, on one data folder.
@NullMarked
package org.paperwire.standalone;

import org.jspecify.annotations.NullMarked;
