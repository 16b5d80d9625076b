package org.paperwire.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/// Chromium as readers have it, without a window. It knows no host but this machine, and remembers
/// what it asked for and what it complained of.
final class Browser implements AutoCloseable {

  private static final String CHROMIUM = "chromium";
  private static final String DRIVER = "chromedriver";
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Selenium misses classes for this version of the browser's own protocol; nothing here needs
  /// them.
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  static {
    SELENIUM.setLevel(Level.SEVERE);
  }

  private final String home;
  private final ChromeDriver driver;

  private Browser(String home, ChromeDriver driver) {
    this.home = home;
    this.driver = driver;
  }

  /// Whether tests in a browser are to run: where one is installed, and where one has to be
  /// (`-Drequire.browser=true`).
  static boolean isWanted() {
    return Boolean.getBoolean("require.browser")
        || (onPath(CHROMIUM).isPresent() && onPath(DRIVER).isPresent());
  }

  /// Starts one.
  ///
  /// @param home what paths of pages are appended to
  /// @param folder for what the driver has to say
  static Browser on(String home, Path folder) {
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(installed(DRIVER).toFile())
            .withLogFile(folder.resolve("chromedriver.log").toFile())
            .build();
    var options = new ChromeOptions();
    options.setBinary(installed(CHROMIUM).toFile());
    options.addArguments(
        "--headless=new",
        "--window-size=1280,900",
        "--disable-dev-shm-usage",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");
    if (System.getProperty("user.name").equals("root")) {
      // There it does not start otherwise.
      options.addArguments("--no-sandbox");
    }
    var logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    return new Browser(home, new ChromeDriver(service, options));
  }

  private static Path installed(String program) {
    return onPath(program)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "%s is not on the PATH; Debian's packages are chromium and chromium-driver"
                        .formatted(program)));
  }

  private static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Opens a page, and waits until it and all that belongs to it is loaded.
  void opens(String path) {
    driver.get(home + path);
  }

  /// Path and query of the page that it is on.
  String path() {
    return driver.getCurrentUrl().substring(home.length());
  }

  String title() {
    return driver.getTitle();
  }

  WebElement sees(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  List<WebElement> seesAll(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  List<String> texts(String css) {
    return seesAll(css).stream().map(WebElement::getText).toList();
  }

  void clicks(String linkText) {
    driver.findElement(By.linkText(linkText)).click();
  }

  /// Presses keys, wherever the focus is.
  void types(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /// Presses Tab, and answers what has the focus then.
  WebElement tabs() {
    types(Keys.TAB);
    return driver.switchTo().activeElement();
  }

  /// Runs no more scripts of pages, or does again.
  void runsScripts(boolean allowed) {
    driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
  }

  /// Is a telephone of this width from now on.
  void isNarrow(int width) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 640, "deviceScaleFactor", 2, "mobile", true));
  }

  /// Has its own width again.
  void isWideAgain() {
    driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
  }

  /// How far the page reaches beyond the right edge of the screen, in CSS pixels.
  long overhang() {
    return (Long)
        driver.executeScript(
            "const page = document.documentElement; return page.scrollWidth - page.clientWidth");
  }

  /// What stands in the console since this was last asked.
  List<String> complaints() {
    return logged(LogType.BROWSER).map(LogEntry::getMessage).toList();
  }

  /// The addresses that pages asked for since this was last asked.
  List<String> requests() {
    return logged(LogType.PERFORMANCE)
        .map(entry -> parsed(entry.getMessage()).path("message"))
        .filter(event -> event.path("method").asText().equals("Network.requestWillBeSent"))
        .map(event -> event.path("params").path("request").path("url").asText())
        .toList();
  }

  private Stream<LogEntry> logged(String type) {
    return StreamSupport.stream(driver.manage().logs().get(type).spliterator(), false);
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + json, e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
