package org.paperwire.bibliography;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Ids on the log are fingerprints, so what they are never changes.
class FingerprintTest {

  @Property(tries = 300)
  void itIsTheBeginningOfTheHashInBase32(
      @ForAll String field, @ForAll @IntRange(max = 51) int characters)
      throws NoSuchAlgorithmException {
    byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
    var digest = MessageDigest.getInstance("SHA-256");
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    digest.update(bytes);

    assertThat(new Fingerprint().with(field).base32(characters))
        .isEqualTo(
            new org.apache.commons.codec.binary.Base32()
                .encodeAsString(digest.digest())
                .toLowerCase(Locale.ROOT)
                .substring(0, characters));
  }

  @Example
  void whereAFieldEndsIsPartOfIt() {
    assertThat(new Fingerprint().with("ab").with("c").base32(26))
        .isNotEqualTo(new Fingerprint().with("a").with("bc").base32(26));
    assertThat(new Fingerprint().with("").base32(26))
        .isNotEqualTo(new Fingerprint().with(Optional.empty()).base32(26));
    assertThat(new Fingerprint().with(List.of("a", "b")).base32(26))
        .isNotEqualTo(new Fingerprint().with("a").with("b").base32(26));
  }
}
