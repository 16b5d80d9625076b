package org.paperwire.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.web.router.Router;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.broker.FreePort;
import org.paperwire.ingest.Reason;
import org.paperwire.platform.openapi.Api;
import org.paperwire.platform.openapi.ApiDocument;
import org.paperwire.platform.openapi.Operation;

/// The description of the API against the routes of all services together, as `standalone` serves
/// them. No broker is there: none is needed to know the routes.
class OpenApiTest {

  /// What the framework adds to every route by itself.
  private static final Set<String> IMPLIED = Set.of("HEAD", "OPTIONS");

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern SLUG = Pattern.compile("`([a-z]+(?:-[a-z]+)+)`");

  @TempDir static Path folder;
  private static ApiDocument document;
  private static final Set<String> routes = new TreeSet<>();

  @BeforeAll
  static void start() {
    String nowhere = "127.0.0.1:" + FreePort.choose();
    try (var context = ApplicationContext.run(Services.settings(folder, nowhere, "mock://none"))) {
      document = context.getBean(Api.class).document();
      context
          .getBean(Router.class)
          .uriRoutes()
          .filter(route -> !IMPLIED.contains(route.getHttpMethodName()))
          .forEach(
              route ->
                  routes.add(
                      route.getHttpMethodName()
                          + " "
                          + plain(route.getUriMatchTemplate().toPathString())));
    }
  }

  /// `/v1/papers/{+name}` as OpenAPI writes it.
  private static String plain(String template) {
    return template.replaceAll("\\{/(\\w+)}", "/{$1}").replaceAll("\\{\\+?(\\w+)[^}]*}", "{$1}");
  }

  @Test
  void everyRouteIsInTheDocumentAndEveryPathOfTheDocumentIsARoute() {
    assertThat(routes).hasSizeGreaterThan(15);
    assertThat(calls()).containsExactlyInAnyOrderElementsOf(routes);
  }

  private static Set<String> calls() {
    return document.operations().stream()
        .map(call -> call.method() + " " + call.path())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void aParserOfOpenApiFindsNothingWrongWithIt() {
    var resolving = new ParseOptions();
    resolving.setResolve(true);
    SwaggerParseResult parsed =
        new OpenAPIV3Parser().readContents(document.yaml(), null, resolving);

    assertThat(parsed.getMessages()).isEmpty();
    assertThat(parsed.getOpenAPI().getPaths()).hasSizeGreaterThan(10);
  }

  @Test
  void everyCallSaysWhatItTakesAndWhatItAnswersInWords() {
    Set<String> groups =
        document.groups().stream().map(ApiDocument.Group::name).collect(Collectors.toSet());

    var softly = new SoftAssertions();
    for (Operation call : document.operations()) {
      String name = call.method() + " " + call.path();
      softly.assertThat(groups).as(name).contains(call.group());
      softly.assertThat(call.summary()).as(name).endsWith(".");
      for (Operation.Parameter parameter : call.parameters()) {
        softly.assertThat(parameter.description()).as(name + ": " + parameter.name()).isNotEmpty();
      }
      for (Operation.Answer answer : call.answers()) {
        softly
            .assertThat(answer.description())
            .as(name + " answers " + answer.status())
            .doesNotMatch("|Ok|.* response");
      }
    }
    softly.assertAll();
  }

  @Test
  void whatReadsAViewCanBeAskedForAPositionAndSaysItsOwn() {
    assertThat(document.operations())
        .filteredOn(OpenApiTest::readsPapers)
        .isNotEmpty()
        .allSatisfy(
            call -> {
              assertThat(call.parameters())
                  .as(call.path())
                  .extracting(Operation.Parameter::name)
                  .contains("Paperwire-Min-Position", "Prefer");
              assertThat(call.answers().getFirst().headers())
                  .as(call.path())
                  .contains("Paperwire-Position", "Paperwire-As-Of");
            });
  }

  private static boolean readsPapers(Operation call) {
    return call.method().equals("GET") && Set.of("Papers", "Search", "Tags").contains(call.group());
  }

  @Test
  void everyProblemThatIsNamedIsOneThatTheCodeKnows() throws IOException {
    String code = codeOfTheServices();
    Set<String> known =
        Stream.of(Reason.values()).map(Reason::slug).collect(Collectors.toCollection(TreeSet::new));
    Set<String> named =
        document.operations().stream()
            .flatMap(call -> call.answers().stream())
            .filter(answer -> answer.status().compareTo("400") >= 0)
            .flatMap(answer -> SLUG.matcher(answer.description()).results())
            .map(slug -> slug.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(named).hasSizeGreaterThan(15);
    assertThat(named)
        .allMatch(
            slug ->
                known.contains(slug)
                    || code.contains('"' + slug + '"')
                    || code.contains('"' + slug.replace("-malformed", "") + '"'));
  }

  private static String codeOfTheServices() throws IOException {
    var code = new StringBuilder();
    for (String module : List.of("platform", "ingest-service", "query-service")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          code.append(Files.readString(file));
        }
      }
    }
    return code.toString();
  }
}
