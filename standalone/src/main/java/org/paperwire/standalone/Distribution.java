package org.paperwire.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a build makes: one folder from which all processes run.
///
/// ```
/// lib/       thin jars, ours and others', shared by all processes
/// registry/  the schema registry as its authors pack it
/// sample/    the papers of a first start
/// caches/    start-up caches, made on this machine; may be missing
/// ```
public record Distribution(Path root) {

  /// A system property that says where the distribution is, for tests and unusual layouts.
  public static final String PROPERTY = "paperwire.distribution";

  /// The distribution that this class was loaded from.
  public static Distribution find() {
    return Optional.ofNullable(System.getProperty(PROPERTY))
        .map(Path::of)
        .map(Distribution::new)
        .orElseGet(Distribution::aroundThisJar);
  }

  private static Distribution aroundThisJar() {
    try {
      Path jar =
          Path.of(Distribution.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return new Distribution(jar.resolveSibling("..").normalize());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the distribution's jar has no usable place", e);
    }
  }

  /// Our jar; its manifest names all libraries.
  public Path jar() {
    return only("standalone-*[0-9T].jar");
  }

  /// The jar that every child starts with, without libraries.
  Path childJar() {
    return only("standalone-*-child.jar");
  }

  /// The registry's jars as one flat class path, in the order in which its authors' own launcher
  /// looks through them. Their launcher would load them with class loaders of its own, whose
  /// classes a start-up cache cannot hold.
  public List<Path> registryClassPath() {
    Path registry = root.resolve("registry");
    return List.of(
        registry.resolve("quarkus/transformed-bytecode.jar"),
        registry.resolve("quarkus/generated-bytecode.jar"),
        registry.resolve("app/*"),
        registry.resolve("lib/boot/*"),
        registry.resolve("lib/main/*"));
  }

  Path sample() {
    return root.resolve("sample");
  }

  Path caches() {
    return root.resolve("caches");
  }

  /// The java that runs this process also runs the children.
  public static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /// The version of the build.
  public String version() {
    String name = jar().getFileName().toString();
    return name.substring("standalone-".length(), name.length() - ".jar".length());
  }

  private Path only(String glob) {
    try (var found = Files.newDirectoryStream(root.resolve("lib"), glob)) {
      for (Path jar : found) {
        return jar;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no distribution at " + root, e);
    }
    throw new IllegalStateException("no " + glob + " in " + root.resolve("lib"));
  }
}
