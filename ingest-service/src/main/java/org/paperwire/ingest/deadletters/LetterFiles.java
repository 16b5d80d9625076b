package org.paperwire.ingest.deadletters;

import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.paperwire.platform.DataFolder;

/// What letters have of the things that they speak of, in them or in files beside them.
@Singleton
public final class LetterFiles {

  /// Files are named by what is in them; a letter that somebody else put on the topic must not name
  /// any other.
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;

  LetterFiles(DataFolder data) {
    this.folder = data.deadLetters();
  }

  /// All that is kept; the caller closes it. Empty when it lies in a file that is not here: on the
  /// disk of another instance, or gone.
  public Optional<InputStream> open(Letter letter) throws IOException {
    Optional<String> file = letter.thing().file();
    if (file.isEmpty()) {
      return Optional.of(new ByteArrayInputStream(letter.thing().bytes().toArray()));
    }
    if (!NAME.matcher(file.get()).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.newInputStream(folder.resolve(file.get())));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
