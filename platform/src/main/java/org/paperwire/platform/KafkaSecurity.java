package org.paperwire.platform;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/// How our clients and the brokers know each other. There are three ways:
///
/// - `PLAINTEXT`: not at all; for brokers that only this machine reaches,
/// - `SASL_SSL`: the broker by its certificate, the client by a name and a password
///   (SCRAM-SHA-512),
/// - `SSL`: both by certificates.
///
/// A password over plain text is none of them. Passwords and certificates are files, which are read
/// whenever a client is made; nothing secret is ever a setting, since settings are shown to many.
///
/// @param protocol one of the three
/// @param user whom the password is of
/// @param passwordFile its first line is the password
/// @param authorities PEM: who signs the brokers' certificates; without it, whom Java believes
/// @param certificate PEM: our own key, and the certificates that go with it
@ConfigurationProperties("paperwire.kafka.security")
public record KafkaSecurity(
    @Bindable(defaultValue = "PLAINTEXT") String protocol,
    Optional<String> user,
    Optional<Path> passwordFile,
    Optional<Path> authorities,
    Optional<Path> certificate) {

  /// Nobody is asked who they are.
  public static final KafkaSecurity NONE =
      new KafkaSecurity(
          "PLAINTEXT", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private static final String MECHANISM = "SCRAM-SHA-512";
  private static final String PEM = "PEM";

  public KafkaSecurity {
    switch (protocol) {
      case "PLAINTEXT" -> refuse(user.isPresent(), "user is for SASL_SSL: it would be sent openly");
      case "SASL_SSL" ->
          refuse(
              user.isEmpty() || passwordFile.isEmpty(),
              "SASL_SSL needs a user and a password-file");
      case "SSL" -> refuse(certificate.isEmpty(), "SSL needs a certificate of one's own");
      default ->
          throw new IllegalArgumentException(
              "paperwire.kafka.security.protocol is PLAINTEXT, SASL_SSL or SSL, not " + protocol);
    }
  }

  private static void refuse(boolean wrong, String why) {
    if (wrong) {
      throw new IllegalArgumentException("paperwire.kafka.security: " + why);
    }
  }

  /// What every client is set to: producers, consumers, admins, and those of Kafka Streams.
  ///
  /// @throws KafkaException when the password cannot be read now
  public Map<String, Object> client() {
    var settings = new HashMap<String, Object>();
    if (protocol.equals(NONE.protocol)) {
      return settings;
    }
    settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol);
    authorities.ifPresent(
        file -> {
          settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, PEM);
          settings.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, file.toString());
        });
    certificate.ifPresent(
        file -> {
          settings.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, PEM);
          settings.put(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, file.toString());
        });
    if (protocol.equals("SASL_SSL")) {
      settings.put(SaslConfigs.SASL_MECHANISM, MECHANISM);
      settings.put(
          SaslConfigs.SASL_JAAS_CONFIG,
          "org.apache.kafka.common.security.scram.ScramLoginModule required username=%s password=%s;"
              .formatted(quoted(user.orElseThrow()), quoted(password(passwordFile.orElseThrow()))));
    }
    return settings;
  }

  /// The first line of a file.
  ///
  /// @throws KafkaException when it cannot be read, or there is none
  static String password(Path file) {
    try {
      return Files.readString(file)
          .lines()
          .findFirst()
          .filter(line -> !line.isBlank())
          .orElseThrow(() -> new KafkaException("there is no password in " + file));
    } catch (IOException e) {
      throw new KafkaException("the password cannot be read: " + e, e);
    }
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
