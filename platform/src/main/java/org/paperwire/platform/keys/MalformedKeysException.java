package org.paperwire.platform.keys;

import java.io.IOException;

/// A file of keys is none. The message says where, and never what stands there: it may be a key.
public final class MalformedKeysException extends IOException {

  private static final long serialVersionUID = 1L;

  MalformedKeysException(String what) {
    super(what);
  }
}
