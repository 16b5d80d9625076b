package org.paperwire.broker;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/// Leaves out one line of the broker: an out-of-order sequence at the start of a transaction is
/// told at ERROR, in bursts under load, although the producer sends the batch again and nothing is
/// lost (KAFKA-18202).
public final class RetriedSequence extends Filter<ILoggingEvent> {

  private static final String EXCEPTION = "OutOfOrderSequenceException";
  private static final String EXPECTED = "Expected sequence 0 for transactions v2";

  @Override
  public FilterReply decide(ILoggingEvent event) {
    boolean inMessage = says(event.getFormattedMessage());
    boolean inException =
        event.getThrowableProxy() != null
            && (event.getThrowableProxy().getClassName() + event.getThrowableProxy().getMessage())
                .contains(EXCEPTION)
            && event.getThrowableProxy().getMessage().contains(EXPECTED);
    return inMessage || inException ? FilterReply.DENY : FilterReply.NEUTRAL;
  }

  private static boolean says(String message) {
    return message.contains(EXCEPTION) && message.contains(EXPECTED);
  }
}
