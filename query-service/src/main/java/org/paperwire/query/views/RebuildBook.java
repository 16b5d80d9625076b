package org.paperwire.query.views;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The last rebuilds of a view; the very last is kept in the view's folder as well, for a restart
/// to go on with. Whoever uses it sees to it that nobody else does at the time.
final class RebuildBook {

  private static final Logger LOG = LoggerFactory.getLogger(RebuildBook.class);
  private static final int REMEMBERED = 32;

  private final ViewFolder folder;
  private final Map<Integer, Rebuild> known = new LinkedHashMap<>();

  RebuildBook(ViewFolder folder) {
    this.folder = folder;
  }

  int nextNumber() {
    return 1 + known.keySet().stream().mapToInt(number -> number).max().orElse(0);
  }

  /// Takes down a new rebuild. It is not begun when that cannot be done.
  void begin(Rebuild rebuild) throws IOException {
    folder.rebuild(rebuild.text());
    remember(rebuild);
  }

  /// The last one before a restart, which is remembered from now on.
  Optional<Rebuild> beforeRestart() throws IOException {
    Optional<Rebuild> last = folder.rebuild().flatMap(Rebuild::parse);
    last.filter(rebuild -> !known.containsKey(rebuild.order().number())).ifPresent(this::remember);
    return last.flatMap(rebuild -> find(rebuild.order().number()));
  }

  private void remember(Rebuild rebuild) {
    known.put(rebuild.order().number(), rebuild);
    while (known.size() > REMEMBERED) {
      known.remove(known.keySet().iterator().next());
    }
  }

  Optional<Rebuild> find(int number) {
    return Optional.ofNullable(known.get(number));
  }

  Optional<Rebuild> newest() {
    return known.values().stream().reduce((_, later) -> later);
  }

  /// Takes down how far it is now. A disk that is full does not stop what it says.
  void save(Rebuild rebuild) {
    try {
      folder.rebuild(rebuild.text());
    } catch (IOException e) {
      LOG.warn("the state of rebuild {} could not be kept", rebuild.order().number(), e);
    }
  }
}
