package org.paperwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Quill, Ada             | Ada Quill
          de la Plume , A. B.    | A. B. de la Plume
          Ada Quill              | Ada Quill
          Ink, Jr., Ben          | Ben Ink Jr.
          Ink, Ben, Jr.          | Ben Ink Jr.
          Ben Ink, Jr.           | Ben Ink Jr.
          Quill,                 | Quill
          , Ada                  | , Ada
          Nib, Ink and Quill, Inc, Paris | Nib, Ink and Quill, Inc, Paris
          Nib, Ink, Quill        | Nib, Ink, Quill
          """)
  void theGivenNamesComeFirst(String written, String spoken) {
    assertThat(PersonName.givenFirst(written)).isEqualTo(spoken);
  }
}
