package org.paperwire.bibliography;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceNameTest {

  @ParameterizedTest
  @CsvSource({
    "blog.example.org, blog-example-org",
    "Blog.Example.ORG, blog-example-org",
    "cds.cern.ch, cds-cern-ch",
    "arxiv,", // a namespace of identifiers
    "127.0.0.1,", // begins with no letter
    "'',",
  })
  void aHostSpeaksUnderItsOwnName(String host, String name) {
    assertThat(SourceName.ofHost(host).map(SourceName::value)).isEqualTo(Optional.ofNullable(name));
  }
}
