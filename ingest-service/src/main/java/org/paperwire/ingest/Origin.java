package org.paperwire.ingest;

import org.paperwire.bibliography.Fingerprint;
import org.paperwire.bibliography.SourceName;

/// Where a statement stands. Whoever says something again from the same origin replaces what was
/// said there before.
public sealed interface Origin {

  /// Who says it.
  SourceName source();

  /// Adds what tells this origin from all others.
  Fingerprint addTo(Fingerprint fingerprint);

  /// The source has an id of its own for the paper.
  record Native(SourceName source, String id) implements Origin {
    @Override
    public Fingerprint addTo(Fingerprint fingerprint) {
      return fingerprint.with("native").with(source.value()).with(id);
    }
  }

  /// A place in a list.
  ///
  /// @param list a digest of what the list says, so that a copy under another name is the same list
  /// @param position from 0
  record Listed(SourceName source, String list, int position) implements Origin {
    @Override
    public Fingerprint addTo(Fingerprint fingerprint) {
      return fingerprint
          .with("listed")
          .with(source.value())
          .with(list)
          .with(Integer.toString(position));
    }
  }
}
