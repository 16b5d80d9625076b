package org.paperwire.platform.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/// What the API of this process is, in OpenAPI 3.0.
///
/// ```
/// common.yml (platform, by hand)  ─┐
/// META-INF/swagger/openapi.yml     ├▶ one document
///   of each module (from its code) ─┘
/// ```
///
/// What all services share (headers, problems, health) is written once, by hand; the parts only
/// refer to it. The part of a module is what the annotation processor makes of its controllers.
///
/// @param tree the document as maps, lists and scalars
public record ApiDocument(Map<String, Object> tree) {

  private static final String COMMON = "common.yml";
  private static final String PART = "META-INF/swagger/openapi.yml";
  private static final String REFERENCE = "$ref";

  /// The processor reads documentation as HTML and escapes what would be Markdown.
  private static final Set<String> TEXTS = Set.of("summary", "description");

  private static final Pattern ESCAPED = Pattern.compile("\\\\([`*_\\[\\]<>#])");

  private static final Pattern CHARSET = Pattern.compile("; *charset=.*");

  /// Reads the parts on the class path and puts them together.
  ///
  /// @throws IllegalStateException when two parts say different things of the same
  public static ApiDocument ofClassPath(ClassLoader classes) {
    try {
      Map<String, Object> whole = common();
      for (URL part : Collections.list(classes.getResources(PART))) {
        Map<String, Object> read = read(part);
        read.keySet().retainAll(List.of("paths", "components"));
        add(read, whole, "");
      }
      whole.computeIfPresent("paths", (_, paths) -> new TreeMap<>(mapping(paths)));
      return new ApiDocument(mapping(tidied(whole)));
    } catch (IOException e) {
      throw new UncheckedIOException("the parts of the API's description could not be read", e);
    }
  }

  private static Map<String, Object> common() throws IOException {
    URL common = ApiDocument.class.getResource(COMMON);
    if (common == null) {
      throw new IllegalStateException("the resource " + COMMON + " is not on the class path");
    }
    return read(common);
  }

  private static Map<String, Object> read(URL part) throws IOException {
    try (InputStream yaml = part.openStream()) {
      return mapping(yaml(new PlainResolver()).load(yaml));
    }
  }

  /// A group of calls.
  public record Group(String name, String description) {}

  /// The groups, in the order in which a person reads them.
  public List<Group> groups() {
    return ((List<?>) tree.getOrDefault("tags", List.of()))
        .stream()
            .map(ApiDocument::mapping)
            .map(tag -> new Group(text(tag, "name"), text(tag, "description")))
            .toList();
  }

  /// What holds for all calls, in paragraphs.
  public String introduction() {
    return text(mapping(tree.getOrDefault("info", Map.of())), "description");
  }

  /// Every call: its path and method, in the order of the paths.
  public List<Operation> operations() {
    var operations = new ArrayList<Operation>();
    mapping(tree.getOrDefault("paths", Map.of()))
        .forEach(
            (path, methods) ->
                mapping(methods)
                    .forEach(
                        (method, said) ->
                            operations.add(Operation.of(this, path, method, mapping(said)))));
    return List.copyOf(operations);
  }

  /// What stands there, or what a reference there leads to.
  Map<String, Object> resolved(Object node) {
    Map<String, Object> here = mapping(node);
    if (!(here.get(REFERENCE) instanceof String reference)) {
      return here;
    }
    Map<String, Object> at = tree;
    for (String step : reference.substring(2).split("/")) {
      if (!at.containsKey(step)) {
        throw new IllegalStateException("the API's description has no " + reference);
      }
      at = mapping(at.get(step));
    }
    return at;
  }

  /// The document as text.
  public String yaml() {
    return yaml(new Resolver()).dump(tree);
  }

  private static Yaml yaml(Resolver resolver) {
    var limits = new LoaderOptions();
    var form = new DumperOptions();
    form.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    form.setWidth(120);
    return new Yaml(new SafeConstructor(limits), new Representer(form), form, limits, resolver);
  }

  private static void add(Map<String, Object> part, Map<String, Object> whole, String at) {
    part.forEach(
        (name, value) -> {
          Object there = whole.get(name);
          if (there == null) {
            whole.put(name, value);
          } else if (there instanceof Map && value instanceof Map) {
            add(mapping(value), mapping(there), at + "/" + name);
          } else if (!there.equals(value)) {
            throw new IllegalStateException(
                "two parts of the API's description differ at " + at + "/" + name);
          }
        });
  }

  /// The same with references that stand alone, as OpenAPI 3.0 has them, and texts and media types
  /// as they were written.
  private static Object tidied(Object node) {
    return switch (node) {
      case Map<?, ?> map when map.get(REFERENCE) instanceof String reference ->
          Map.of(REFERENCE, reference);
      case Map<?, ?> map -> {
        var tidied = new LinkedHashMap<String, Object>();
        map.forEach(
            (name, value) ->
                tidied.put(
                    CHARSET.matcher(name.toString()).replaceAll(""),
                    value instanceof String text && TEXTS.contains(name.toString())
                        ? ESCAPED.matcher(text).replaceAll("$1")
                        : tidied(value)));
        dropEmptyDemand(tidied);
        yield tidied;
      }
      case List<?> list -> list.stream().map(ApiDocument::tidied).toList();
      default -> node;
    };
  }

  /// In a null-marked package the processor takes every component of a record for required, an
  /// `Optional` too. A schema that demands all it has says nothing, so it is not said.
  private static void dropEmptyDemand(Map<String, Object> schema) {
    if (schema.get("required") instanceof List<?> required
        && schema.get("properties") instanceof Map<?, ?> properties
        && required.size() == properties.size()) {
      schema.remove("required");
    }
  }

  /// Reads a day as the text that it is, not as a point in time.
  private static final class PlainResolver extends Resolver {
    @Override
    public void addImplicitResolver(Tag tag, Pattern regexp, String first, int limit) {
      if (!tag.equals(Tag.TIMESTAMP)) {
        super.addImplicitResolver(tag, regexp, first, limit);
      }
    }
  }

  static String text(Map<String, Object> node, String name) {
    return node.getOrDefault(name, "").toString().strip();
  }

  @SuppressWarnings("unchecked") // a mapping of a YAML document has text as keys here
  static Map<String, Object> mapping(Object node) {
    return (Map<String, Object>) node;
  }
}
