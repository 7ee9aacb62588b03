package dev.lathe.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Is Chromium without a screen, and the hand and eye of a person before it. */
public final class RealBrowser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final ChromeDriver driver;

    public RealBrowser() {
        var complaints = new LoggingPreferences();
        complaints.enable(LogType.BROWSER, Level.WARNING);
        var options = new ChromeOptions();
        options.setBinary(program("chromium"));
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        options.setCapability(ChromeOptions.LOGGING_PREFS, complaints);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(program("chromedriver"))
                        .build(),
                options);
    }

    private static File program(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> new File(folder, name))
                .filter(File::canExecute)
                .findFirst()
                .orElseThrow(() -> new AssertionError("the page is tested in a real browser, and the program " + name
                        + " is missing (Debian: apt-get install chromium chromium-driver)"));
    }

    /** Opens a page in a window of some size; a narrow one is a telephone at night. */
    public void visit(String url, int width, int height) {
        boolean telephone = width < 500;
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", telephone ? 2 : 1, "mobile", telephone));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", telephone ? "dark" : "light"))));
        driver.get(url);
    }

    public String title() {
        return String.valueOf(driver.getTitle());
    }

    public void click(String css) {
        await(css).click();
    }

    /** Writes over what a field holds. */
    public void fill(String css, CharSequence... keys) {
        WebElement field = await(css);
        field.clear();
        field.sendKeys(keys);
    }

    /** Returns the text of the first element, hidden parts included, when there is one to see. */
    public String text(String css) {
        return String.valueOf(await(css).getDomProperty("textContent"));
    }

    public String url() {
        return String.valueOf(driver.getCurrentUrl());
    }

    /** Presses keys, wherever the focus is. */
    public void type(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** Waits until the focus is on such an element. */
    public void awaitFocus(String css) {
        until(css + " has no focus", () -> number("document.activeElement.matches('%s') ? 1 : 0".formatted(css)) == 1);
    }

    /** Returns the controls and tables that a screen reader has no name for. */
    public List<?> unnamed() {
        return (List<?>) Objects.requireNonNull(driver.executeScript("""
                const name = e => (e.getAttribute("aria-label") ?? [...(e.labels ?? [])].map(l => l.textContent).join("")) || e.textContent;
                return [...document.querySelectorAll("button, input, select, a, meter, fieldset")]
                  .filter(e => e.offsetParent !== null && name(e).trim() === "").map(e => e.outerHTML);"""));
    }

    public String attribute(String css, String name) {
        return String.valueOf(await(css).getDomAttribute(name));
    }

    public int count(String css) {
        return driver.findElements(By.cssSelector(css)).size();
    }

    /** Returns a number that an expression of the page's script has. */
    public double number(String expression) {
        return ((Number) Objects.requireNonNull(driver.executeScript("return " + expression))).doubleValue();
    }

    /** Waits until an element can be seen. */
    public WebElement await(String css) {
        return awaitFirst(By.cssSelector(css));
    }

    /** Waits until an element can be seen whose own text holds some words. */
    public WebElement awaitText(String words) {
        return awaitFirst(By.xpath("//*[contains(text(), \"%s\")]".formatted(words)));
    }

    private WebElement awaitFirst(By where) {
        var seen = new AtomicReference<WebElement>();
        until(where + " is not to be seen", () -> {
            driver.findElements(where).stream()
                    .filter(RealBrowser::isSeen)
                    .findFirst()
                    .ifPresent(seen::set);
            return seen.get() != null;
        });
        return seen.get();
    }

    private static void until(String otherwise, BooleanSupplier happens) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!happens.getAsBoolean()) {
            assertThat(System.nanoTime()).as(otherwise).isLessThan(end);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean isSeen(WebElement element) {
        try {
            return element.isDisplayed();
        } catch (StaleElementReferenceException drawnAnew) {
            return false;
        }
    }

    /** Returns what the page's scripts complained of since the last call. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getMessage())
                .toList();
    }

    /** Keeps a picture of what is to be seen, for people. */
    public void shoot(String name) throws IOException {
        Path folder = Files.createDirectories(Path.of("target/screenshots"));
        Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
