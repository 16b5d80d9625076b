package org.paperwire.platform.access;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/// Hears all that is logged: of ours, the framework and the transport also what is for debugging,
/// which the console is spared.
final class Listener extends AppenderBase<ILoggingEvent> {

  private static final List<String> TALKERS = List.of("org.paperwire", "io.micronaut", "io.netty");

  private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();

  @Override
  protected void append(ILoggingEvent event) {
    events.add(event);
  }

  void listen() {
    start();
    logger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(this);
    talkers()
        .forEach(
            talker -> {
              talker.setLevel(Level.DEBUG);
              talker.setAdditive(false);
              talker.addAppender(this);
            });
  }

  void leave() {
    logger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(this);
    talkers()
        .forEach(
            talker -> {
              talker.setLevel(null);
              talker.setAdditive(true);
              talker.detachAppender(this);
            });
  }

  private static Stream<Logger> talkers() {
    return TALKERS.stream().map(Listener::logger);
  }

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }

  /// Everything, with what exceptions say.
  List<String> heard() {
    return events.stream().map(Listener::text).toList();
  }

  String said(Level level) {
    return String.join(
        "\n",
        events.stream()
            .filter(event -> event.getLevel().equals(level))
            .map(Listener::text)
            .toList());
  }

  private static String text(ILoggingEvent event) {
    return event.getFormattedMessage()
        + (event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy()));
  }
}
