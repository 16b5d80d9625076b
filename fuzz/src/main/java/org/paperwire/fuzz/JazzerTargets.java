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

  /// [Target#JSON_SOURCES]
  public static final class JsonSources {
    private JsonSources() {}

    public static void fuzzerTestOneInput(byte[] input) {
      Target.JSON_SOURCES.check(input);
    }
  }

  /// [Target#XML_SOURCES]
  public static final class XmlSources {
    private XmlSources() {}

    public static void fuzzerTestOneInput(byte[] input) {
      Target.XML_SOURCES.check(input);
    }
  }

  /// [Target#BIBLIOGRAPHIES]
  public static final class Bibliographies {
    private Bibliographies() {}

    public static void fuzzerTestOneInput(byte[] input) {
      Target.BIBLIOGRAPHIES.check(input);
    }
  }

  /// [Target#ARCHIVES]
  public static final class Archives {
    private Archives() {}

    public static void fuzzerTestOneInput(byte[] input) {
      Target.ARCHIVES.check(input);
    }
  }
}
