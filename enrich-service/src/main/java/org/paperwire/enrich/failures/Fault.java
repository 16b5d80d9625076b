package org.paperwire.enrich.failures;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.time.DateTimeException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.paperwire.enrich.records.Unprocessable;

/// Whose fault an exception is: that of the data, so that trying again cannot help, or that of
/// something around them that may come back.
public enum Fault {
  DATA,
  SURROUNDINGS;

  /// Exceptions that say that the registry was not reached, or had trouble of its own.
  private static final List<Class<? extends Throwable>> NETWORK =
      List.of(
          SocketException.class,
          UnknownHostException.class,
          InterruptedIOException.class,
          HttpTimeoutException.class,
          SSLException.class);

  /// What our own code throws over data that it did not foresee. A list of what is allowed, not of
  /// what is not: an exception of a disk, a store or a client that was taken for one of the data
  /// would throw a good record away.
  private static final List<Class<? extends Throwable>> UNFORESEEN =
      List.of(
          Unprocessable.class,
          SerializationException.class,
          RecordTooLargeException.class,
          NullPointerException.class,
          IllegalArgumentException.class,
          IndexOutOfBoundsException.class,
          ArithmeticException.class,
          DateTimeException.class,
          NoSuchElementException.class);

  /// Of reading or writing bytes: everything but the registry is the data's own fault.
  static Fault ofBytes(Throwable thrown) {
    return causes(thrown).anyMatch(Fault::isRegistryTrouble) ? SURROUNDINGS : DATA;
  }

  /// Of a step.
  static Fault ofStep(Throwable thrown) {
    return UNFORESEEN.stream().anyMatch(type -> type.isInstance(thrown))
        ? ofBytes(thrown)
        : SURROUNDINGS;
  }

  private static boolean isRegistryTrouble(Throwable thrown) {
    if (thrown instanceof RestClientException answer) {
      // The registry is up and says that there is no such schema: no time will make one.
      return answer.getStatus() != 404;
    }
    return NETWORK.stream().anyMatch(type -> type.isInstance(thrown))
        || thrown instanceof KafkaException
            && !(thrown instanceof SerializationException)
            && !(thrown instanceof RecordTooLargeException);
  }

  /// Whether a registry or a network is behind it, however deep.
  public static boolean isNetwork(Throwable thrown) {
    return causes(thrown)
        .anyMatch(
            cause ->
                cause instanceof RestClientException
                    || NETWORK.stream().anyMatch(type -> type.isInstance(cause)));
  }

  private static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause).limit(20);
  }
}
