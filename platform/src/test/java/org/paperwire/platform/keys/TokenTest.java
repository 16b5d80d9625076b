package org.paperwire.platform.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {

  @Test
  void aNewOneIsReadAsItIsShown() {
    Token token = Token.random();

    assertThat(token.secret()).matches("pw_[a-z2-7]{8}\\.[a-z2-7]{40}");
    assertThat(Token.parse(token.secret()))
        .hasValueSatisfying(
            read -> {
              assertThat(read.id()).isEqualTo(token.id());
              assertThat(read.digest()).isEqualTo(token.digest());
            });
  }

  @Test
  void whatIsKeptIsTheSha256OfAllOfIt() throws Exception {
    Token token = Token.random();

    assertThat(token.digest())
        .isEqualTo(
            HexFormat.of()
                .formatHex(
                    MessageDigest.getInstance("SHA-256")
                        .digest(token.secret().getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void noTwoAreAlike() {
    var ids = new HashSet<String>();
    var secrets = new HashSet<String>();
    for (int i = 0; i < 1_000; i++) {
      Token token = Token.random();
      ids.add(token.id());
      secrets.add(token.secret().substring(12));
    }

    assertThat(ids).hasSize(1_000);
    assertThat(secrets).hasSize(1_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pw_",
        "pw_aaaaaaaa",
        "pw_aaaaaaaa.",
        "aaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "pw_aaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "pw_aaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "pw_aaaaaaaa.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "pw_aaaaaaa1.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "pw_aaaaaaaa aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void whatHasNotTheFormIsNone(String shown) {
    assertThat(Token.parse(shown)).isEmpty();
  }

  @Test
  void itSpeaksOfItselfWithoutItsSecret() {
    Token token = Token.random();

    assertThat(token).hasToString("pw_" + token.id());
    assertThat("%s %s".formatted(token, Token.parse(token.secret())))
        .doesNotContain(token.secret().substring(12));
  }
}
