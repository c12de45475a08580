package dev.sluice.gateway.admin;

import dev.sluice.gateway.http.HttpProblem;
import dev.sluice.gateway.http.ProblemCode;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.openapi.Operation;
import dev.sluice.registry.Expectation;
import dev.sluice.registry.UnexpectedException;
import dev.sluice.registry.environment.Environment;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header by which a caller says what it believes of an environment: which release is live or,
 * where settings are changed, which settings it read.
 */
final class IfMatch {
  // Weak or strong: a proxy that packs answers makes a tag weak, and what it names stays the same.
  private static final Pattern RELEASE = Pattern.compile("(?:W/)?\"?([0-9]{1,9})\"?");
  private static final Pattern SETTINGS = Pattern.compile("(?:W/)?\"?settings-([0-9]{1,18})\"?");

  private static final Set<HandlerType> READS = Set.of(HandlerType.GET, HandlerType.HEAD);

  private static final String NOT_THERE = "There is no such environment.";

  private IfMatch() {}

  /** The {@code ETag} of an environment's settings. */
  static String tag(Environment environment) {
    return "\"settings-" + environment.revision() + "\"";
  }

  /**
   * What the caller believes; empty if it doesn't say. {@code *} says no more than that the
   * environment is there.
   *
   * @throws Refusal 400 if the header holds anything else, or if nothing would be compared with it
   */
  static Optional<Expectation> expected(Context ctx, Operation operation) {
    String header = ctx.header("If-Match");
    if (header == null || isAny(header) || READS.contains(ctx.method())) {
      return Optional.empty();
    }
    if (!operation.takesHeader("If-Match")) {
      throw Refusal.badRequest(
          "invalid_if_match", "Nothing is compared here: leave the header If-Match out.");
    }
    boolean settings = operation.mayBeRefused(ProblemCode.SETTINGS_CHANGED);
    return Optional.of(
        release(header.strip())
            .or(() -> settings ? settings(header.strip()) : Optional.empty())
            .orElseThrow(() -> invalid(settings)));
  }

  /**
   * Goes on only if the caller doesn't believe something to be there that isn't.
   *
   * @throws Refusal 409 otherwise
   */
  static void requireThere(Context ctx, Supplier<Optional<Environment>> found) {
    String header = ctx.header("If-Match");
    if (header != null && isAny(header) && found.get().isEmpty()) {
      throw conflict("settings_changed", "The settings are others by now", NOT_THERE);
    }
  }

  private static boolean isAny(String header) {
    return header.strip().equals("*");
  }

  private static Optional<Expectation> release(String text) {
    return Optional.of(RELEASE.matcher(text))
        .filter(Matcher::matches)
        .map(it -> new Expectation.Live(Integer.parseInt(it.group(1))));
  }

  private static Optional<Expectation> settings(String text) {
    return Optional.of(SETTINGS.matcher(text))
        .filter(Matcher::matches)
        .map(it -> new Expectation.Settings(Long.parseLong(it.group(1))));
  }

  private static Refusal invalid(boolean settings) {
    return Refusal.badRequest(
        "invalid_if_match",
        "The header If-Match must be a release's number, such as \"7\", "
            + (settings ? "the ETag of the settings, such as \"settings-3\", " : "")
            + "or * for any; one of them, not a list.");
  }

  /** 409: it isn't so. */
  static Refusal conflict(UnexpectedException unexpected) {
    return switch (unexpected.expected()) {
      case Expectation.Live _ ->
          conflict(
              "not_the_live_release",
              "Another release is live than the one named",
              unexpected
                  .actual()
                  .map(live -> "Release %s is live now.".formatted(number(live)))
                  .orElse("Nothing is live."));
      case Expectation.Settings _ ->
          conflict(
              "settings_changed",
              "The settings are others by now",
              unexpected
                  .actual()
                  .map(now ->
                      "Read them again: their ETag is \"settings-%s\" now.".formatted(number(now)))
                  .orElse(NOT_THERE));
      case Expectation.Absent _ ->
          conflict(
              "settings_changed",
              "The settings are others by now",
              "Others make this environment and change it all the time: try again.");
    };
  }

  private static long number(Expectation found) {
    return switch (found) {
      case Expectation.Live(int number) -> number;
      case Expectation.Settings(long revision) -> revision;
      case Expectation.Absent() -> 0;
    };
  }

  private static Refusal conflict(String code, String title, String detail) {
    return new Refusal(new HttpProblem(409, code, title, detail));
  }
}
