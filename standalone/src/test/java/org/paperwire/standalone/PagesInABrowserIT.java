package org.paperwire.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// The pages as a person has them: in a real browser, of the real stack, with the sample that every
/// first start brings.
///
/// Nothing here changes what there is, so that the tests share one stack and one browser and need
/// no order.
@Tag("thorough")
@EnabledIf(
    value = "org.paperwire.standalone.Browser#isWanted",
    disabledReason = "there is no chromium with a chromedriver on the PATH")
class PagesInABrowserIT {

  private static final String ROUTER =
      "How Many Examples Does a Router Need? A Study of Mixture-of-Experts Models That Change Their"
          + " Minds";
  private static final String MARKUP = "<img src=x onerror=alert(1)> and <b>bold</b> claims";
  private static final String TEX = "$\\mathcal{O}(n^2)$";

  /// A word that no line of a narrow screen holds, and a title that means to be more than text.
  private static final String ODD_PAPER =
      """
      {"title":"%s","abstract":"Of %s we say %s. </p><script>alert(2)</script>",\
      "authors":["<i>Eve</i> Example"],"source":"odd","identifiers":{"doi":"10.5555/odd.%s"}}
      """
          .formatted(MARKUP, TEX.replace("\\", "\\\\"), "long".repeat(60), "1".repeat(80));

  @TempDir static Path folder;
  private static RunningStack stack;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    stack = RunningStack.on(Files.createDirectories(folder.resolve("stack")));
    stack.sends("/v1/papers", ODD_PAPER);
    browser = Browser.on(stack.addresses().http(), folder);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (browser != null) {
      browser.close();
    }
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  void aNewcomerSeesPapersWithTheirDatesAndSources() {
    browser.opens("/");

    assertThat(browser.title()).isEqualTo("Paperwire");
    assertThat(browser.texts("h1")).containsExactly("Latest papers");
    assertThat(browser.texts(".card h2"))
        .hasSize(16)
        .contains(ROUTER, "Tidepool: Federated Learning for Sensors That Sleep");
    assertThat(browser.texts(".card time")).contains("14 November 2026");
    assertThat(browser.texts(".card .facts")).allSatisfy(facts -> assertThat(facts).isNotBlank());
  }

  @Test
  void aSearchFindsAndMarksTheWordsAndKeepsTheQuestion() {
    browser.opens("/");
    WebElement box = browser.sees("input[type=search]");
    box.sendKeys("tide gauges");
    browser.sees("form.search button").click();

    assertThat(browser.path()).isEqualTo("/search?q=tide+gauges");
    assertThat(browser.texts("h1")).containsExactly("1 paper");
    assertThat(browser.texts(".card h2")).singleElement().asString().startsWith("Tidepool");
    assertThat(browser.texts("mark")).contains("tide", "gauges");
    assertThat(browser.sees("mark").getCssValue("background-color"))
        .as("the style sheet is obeyed")
        .isNotEqualTo(browser.sees(".abstract").getCssValue("background-color"));
    assertThat(browser.sees("input[type=search]").getDomProperty("value")).isEqualTo("tide gauges");
  }

  @Test
  void thePageOfAPaperSaysWhyItHasItsTagsAndWhereItWasSeen() {
    browser.opens("/search?q=router+histograms");
    browser.clicks("details");

    assertThat(browser.title()).isEqualTo(ROUTER + " – Paperwire");
    assertThat(browser.texts("h1")).containsExactly(ROUTER);
    assertThat(browser.texts("h2")).containsExactly("Tags", "Seen once");
    String paper = browser.sees("article").getText();
    List<String> quoted =
        browser.texts("h2 + .evidence span").stream()
            .flatMap(why -> Pattern.compile("“([^”]+)” in (title|abstract)").matcher(why).results())
            .map(why -> why.group(1))
            .toList();
    assertThat(quoted).isNotEmpty().allSatisfy(words -> assertThat(paper).contains(words));
  }

  @Test
  void aTagLeadsToThePapersThatHaveIt() {
    browser.opens("/search?q=router+histograms");
    browser.clicks("details");
    WebElement tag = browser.sees(".evidence a");
    tag.click();

    assertThat(browser.path()).startsWith("/?tag=");
    assertThat(browser.texts(".card h2")).contains(ROUTER);
    browser.clicks("clear");
    assertThat(browser.path()).isEqualTo("/");
  }

  @Test
  void keysAloneAndWithoutScriptsAreEnoughToSearchAndToRead() {
    browser.runsScripts(false);
    try {
      browser.opens("/");

      List<WebElement> stops = Stream.generate(browser::tabs).limit(5).toList();
      assertThat(stops)
          .extracting(WebElement::getAccessibleName)
          .containsExactly("Paperwire", "Latest", "Hot", "Top", "Search papers");
      assertThat(stops.getLast().getCssValue("outline-style"))
          .as("the focus is seen")
          .isEqualTo("solid");

      browser.types("router histograms", Keys.ENTER);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> browser.path().equals("/search?q=router+histograms"));
      assertThat(Stream.generate(browser::tabs).limit(20).map(WebElement::getAccessibleName))
          .as("what is found is reached with Tab")
          .contains(ROUTER, "details");
    } finally {
      browser.runsScripts(true);
    }
  }

  @Test
  void whatStandsInAPaperIsTextAndNothingOfItRuns() {
    browser.complaints();
    browser.opens("/papers/doi:10.5555/odd." + "1".repeat(80));

    assertThat(browser.texts("h1")).containsExactly(MARKUP);
    assertThat(browser.sees(".people").getText()).isEqualTo("<i>Eve</i> Example");
    assertThat(browser.sees(".abstract").getText()).contains(TEX, "</p><script>alert(2)</script>");
    assertThat(browser.seesAll("img, script, main b, main i")).isEmpty();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void onANarrowScreenNoPageScrollsSideways() {
    browser.isNarrow(320);
    try {
      var softly = new SoftAssertions();
      for (String page : pages()) {
        browser.opens(page);
        softly.assertThat(browser.overhang()).as(page).isZero();
      }
      softly.assertAll();
    } finally {
      browser.isWideAgain();
    }
  }

  @Test
  void noPageAsksAnybodyElseOrComplains() {
    browser.complaints();
    browser.requests();

    var softly = new SoftAssertions();
    for (String page : pages()) {
      browser.opens(page);
      softly
          .assertThat(browser.requests())
          .as(page)
          .isNotEmpty()
          .allMatch(address -> address.startsWith(stack.addresses().http() + "/"));
      softly.assertThat(browser.complaints()).as(page).isEmpty();
      softly.assertThat(browser.seesAll("h1")).as(page).hasSize(1);
    }
    softly.assertAll();
  }

  /// One of each kind.
  private static List<String> pages() {
    return List.of(
        "/",
        "/?sort=hot",
        "/?tag=nobody-has-it",
        "/search?q=bold+claims",
        "/papers/doi:10.5555/odd." + "1".repeat(80),
        "/views",
        "/sources",
        "/api");
  }
}
