package org.paperwire.standalone;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// The signals that ask a supervisor to stop. The first asks, the second insists.
///
/// By reflection, because the only way to hear a second signal while the first is being obeyed is
/// the JDK's `sun.misc.Signal`, whose use the compiler warns of without a way to say that it is
/// meant. A shutdown hook would run once and could not be hurried.
final class StopSignals {

  private StopSignals() {}

  /// @param asked run on the first signal
  /// @param insisted run on every later one
  static void handle(Runnable asked, Runnable insisted) {
    var count = new AtomicInteger();
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Method handle = signal.getMethod("handle", signal, handler);
      Object ours =
          Proxy.newProxyInstance(
              StopSignals.class.getClassLoader(),
              new Class<?>[] {handler},
              (_, method, _) -> {
                if (method.getName().equals("handle")) {
                  (count.getAndIncrement() == 0 ? asked : insisted).run();
                }
                return null;
              });
      for (String name : List.of("INT", "TERM", "HUP")) {
        handle.invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java has no signals to listen to", e);
    }
  }
}
