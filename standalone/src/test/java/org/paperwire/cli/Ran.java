package org.paperwire.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/// A command that was run: its exit code and what it said.
record Ran(int exitCode, String out, String err) {

  static Ran command(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exitCode =
        Paperwire.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Ran(exitCode, out.toString(), err.toString());
  }
}
