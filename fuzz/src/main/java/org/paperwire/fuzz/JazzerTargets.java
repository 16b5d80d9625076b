package org.paperwire.fuzz;

/// The targets in the form in which Jazzer calls them.
public final class JazzerTargets {

  private JazzerTargets() {}

  /// [Target#CAPTURES]
  public static final class Captures {
    private Captures() {}

    public static void fuzzerTestOneInput(byte[] input) {
      Target.CAPTURES.check(input);
    }
  }

  /// [Target#PAGES]
  public static final class Pages {
    private Pages() {}

    public static void fuzzerTestOneInput(byte[] input) {
      Target.PAGES.check(input);
    }
  }

  /// [Target#PAPERS]
  public static final class Papers {
    private Papers() {}

    public static void fuzzerTestOneInput(byte[] input) {
      Target.PAPERS.check(input);
    }
  }

  /// [Target#LINES]
  public static final class Lines {
    private Lines() {}

    public static void fuzzerTestOneInput(byte[] input) {
      Target.LINES.check(input);
    }
  }

  /// [Target#PACKED]
  public static final class Packed {
    private Packed() {}

    public static void fuzzerTestOneInput(byte[] input) {
      Target.PACKED.check(input);
    }
  }
}
