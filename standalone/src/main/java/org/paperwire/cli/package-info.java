/// The command line: one class a command. A command reads its options, asks the running stack over
/// HTTP, and prints for people or, with `--json`, for programs.
@NullMarked
package org.paperwire.cli;

import org.jspecify.annotations.NullMarked;
