package org.paperwire.ingest.formats;

import java.io.IOException;

/// Memory for a body that is read as a whole. Whoever reads asks for more of it as the body grows.
@FunctionalInterface
public interface Room {

  /// As much as anyone wants.
  Room ENDLESS = _ -> {};

  /// Takes so many bytes more.
  ///
  /// @throws IOException when there are none
  void take(int bytes) throws IOException;
}
