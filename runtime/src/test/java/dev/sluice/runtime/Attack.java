package dev.sluice.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One hostile script: a module, and the comment above it that says how it must end. Its lines:
 *
 * <pre>
 * // ends: completed | denied | an error code; one of several, parted by |
 * // limits: wall=300ms, cpu=1s, allocated=64MB, lines=10, log=1KB, claims=1KB, fetches=2, body=1KB
 * // bindings: kinde.accessToken, url
 * // log: a text that the run's log holds
 * // event: JSON
 * // tokens: JSON
 * // probe: an expression that a later run must find falsy
 * </pre>
 *
 * @param name its folder and file
 */
record Attack(String name, String code, List<Head> heads) {
  private static final Pattern HEAD = Pattern.compile("^// ([a-z]+): (.+)$", Pattern.MULTILINE);
  private static final Pattern AMOUNT = Pattern.compile("(\\d+)(\\D*)");

  /** One line of the comment above the module. */
  record Head(String key, String value) {}

  static Attack read(Path root, Path file) throws IOException {
    String text = Files.readString(file);
    List<Head> heads = new ArrayList<>();
    Matcher head = HEAD.matcher(text);
    while (head.find()) {
      heads.add(new Head(head.group(1), head.group(2)));
    }
    return new Attack(root.relativize(file).toString(), text, heads);
  }

  List<String> ends() {
    return list("ends", "\\|");
  }

  List<String> bindings() {
    return list("bindings", ",");
  }

  List<String> values(String key) {
    return heads.stream().filter(head -> head.key.equals(key)).map(Head::value).toList();
  }

  private List<String> list(String key, String separator) {
    return values(key).stream()
        .flatMap(value -> Arrays.stream(value.split(separator)))
        .map(String::strip)
        .toList();
  }

  /** The module as the factory's body: what it exports by default is what the factory returns. */
  String module() {
    return "const exported = {};\n"
        + code.replace("export default", "exported.default =")
        + "\nreturn exported;";
  }

  /** What isn't said to end by the clock isn't ended by it, however busy the machine is. */
  RunLimits limits() {
    RunLimits limits =
        ends().contains("deadline_exceeded")
            ? RunLimits.DEFAULT
            : with(RunLimits.DEFAULT, "wall", "30s");
    for (String limit : list("limits", ",")) {
      int equals = limit.indexOf('=');
      limits = with(limits, limit.substring(0, equals), limit.substring(equals + 1));
    }
    return limits;
  }

  private static RunLimits with(RunLimits limits, String name, String value) {
    RunLimits.Time time = limits.time();
    RunLimits.Fetching fetching = limits.fetching();
    RunLimits.Logging logging = limits.logging();
    long allocated = limits.allocatedBytes();
    int claims = limits.claimsBytes();
    long amount = amount(value);
    switch (name) {
      case "wall" -> time = new RunLimits.Time(Duration.ofMillis(amount), time.cpu());
      case "cpu" -> time = new RunLimits.Time(time.wallClock(), Duration.ofMillis(amount));
      case "allocated" -> allocated = amount;
      case "claims" -> claims = (int) amount;
      case "lines" -> logging = new RunLimits.Logging(logging.bytes(), (int) amount);
      case "log" -> logging = new RunLimits.Logging((int) amount, logging.lines());
      case "fetches" ->
          fetching =
              new RunLimits.Fetching(
                  (int) amount, fetching.bodyBytes(), fetching.firstByte(), fetching.whole());
      case "body" ->
          fetching =
              new RunLimits.Fetching(
                  fetching.requests(), (int) amount, fetching.firstByte(), fetching.whole());
      default -> throw new IllegalArgumentException("no limit is named " + name);
    }
    return new RunLimits(time, allocated, fetching, claims, logging);
  }

  /** In milliseconds or bytes or plain. */
  private static long amount(String value) {
    Matcher amount = AMOUNT.matcher(value);
    if (!amount.matches()) {
      throw new IllegalArgumentException("not an amount: " + value);
    }
    long number = Long.parseLong(amount.group(1));
    return switch (amount.group(2)) {
      case "", "ms" -> number;
      case "s" -> number * 1000;
      case "KB" -> number * 1024;
      case "MB" -> number * 1024 * 1024;
      case "GB" -> number * 1024 * 1024 * 1024;
      default -> throw new IllegalArgumentException("no unit: " + amount.group(2));
    };
  }
}
