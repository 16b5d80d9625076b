package org.paperwire.broker;

import java.nio.file.Path;

/// The broker as a process: `BrokerProcess FOLDER PORT`. Stops cleanly on SIGTERM.
public final class BrokerProcess {

  private BrokerProcess() {}

  static void main(String[] arguments) {
    if (arguments.length != 2) {
      throw new IllegalArgumentException("usage: BrokerProcess FOLDER PORT");
    }
    EmbeddedBroker broker =
        EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop"));
    broker.awaitShutdown();
  }
}
