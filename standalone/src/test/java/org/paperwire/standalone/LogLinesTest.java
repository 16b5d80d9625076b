package org.paperwire.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the logs of a running Paperwire look like, whatever papers and their senders say.
class LogLinesTest {

  private static final String FORGED =
      "2026-11-21T08:00:00.000Z ERROR [main] o.p.query the disk burns";
  private static final String TITLE =
      "On forgery\r\n" + FORGED + "\u001b[2J\u0085" + FORGED + "\u2028" + FORGED + "\0";
  private static final String BEGINNING_OF_AN_EVENT = "\\d{4}-\\d\\d-\\d\\dT.*";

  /// The lines that the configuration of a process makes of an event.
  private static List<String> lines(String configuration, String message, Throwable... thrown)
      throws JoranException {
    var context = new LoggerContext();
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(Objects.requireNonNull(LogLinesTest.class.getResource(configuration)));
    var logger = context.getLogger("ROOT");
    var console = (OutputStreamAppender<ILoggingEvent>) logger.getAppender("console");
    var event =
        new LoggingEvent(
            LogLinesTest.class.getName(),
            context.getLogger("org.paperwire.ingest.Some"),
            Level.WARN,
            message,
            thrown.length == 0 ? null : thrown[0],
            new Object[] {TITLE});
    String text = new String(console.getEncoder().encode(event), StandardCharsets.UTF_8);
    assertThat(text).endsWith("\n").doesNotContain("\u001b", "\u0085", "\u2028", "\0", "\r");
    return text.lines().toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/org/paperwire/platform/logback.xml", "/org/paperwire/broker/logback.xml"})
  void aTitleForgesNoLine(String configuration) throws JoranException {
    List<String> lines = lines(configuration, "a paper with the title {} came");

    assertThat(lines).singleElement().asString().contains("On forgery " + FORGED).endsWith(" came");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/org/paperwire/platform/logback.xml", "/org/paperwire/broker/logback.xml"})
  void anExceptionIsReadableAndForgesNoLineEither(String configuration) throws JoranException {
    var thrown = new IllegalStateException(TITLE, new IllegalArgumentException(TITLE));

    List<String> lines = lines(configuration, "a paper failed: {}", thrown);

    assertThat(lines).filteredOn(line -> line.matches(BEGINNING_OF_AN_EVENT)).hasSize(1);
    assertThat(lines.subList(1, lines.size()))
        .allMatch(line -> line.startsWith("  "))
        .anyMatch(line -> line.startsWith("  java.lang.IllegalStateException: On forgery"))
        .anyMatch(line -> line.startsWith("  \tat org.paperwire.standalone.LogLinesTest."))
        .anyMatch(line -> line.startsWith("  Caused by: java.lang.IllegalArgumentException"));
  }
}
