package dev.sluice.runtime.run;

import dev.sluice.runtime.ProgramSource;
import dev.sluice.runtime.Trigger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What to do about the globals and bindings that workflows miss. */
final class Hints {
  private static final Pattern NOT_DEFINED =
      Pattern.compile("ReferenceError: \"?(\\w+)\"? is not defined");
  private static final String MODULES =
      "Import what you need at the top of the file: it is bundled.";
  private static final Map<String, String> INSTEAD =
      Map.of(
          "process",
              "Workflows have no process. Read variables with kinde.env.get(\"NAME\").value.",
          "require", MODULES,
          "module", MODULES,
          "fs", "Workflows have no file system. Import JSON files, or fetch what you need.",
          "Buffer", "Workflows have no Buffer. Use TextEncoder, atob and btoa.",
          "fetch",
              "There is no global fetch. Import { fetch } from \"@kinde/infrastructure\" and"
                  + " declare the binding kinde.fetch.",
          "setInterval", "Workflows end within seconds. Use setTimeout.",
          "XMLHttpRequest", "Import { fetch } from \"@kinde/infrastructure\".");

  private static final Pattern NO_URL =
      Pattern.compile("TypeError: (?:URL|URLSearchParams) is not a constructor");
  private static final Pattern NOT_MOUNTED =
      Pattern.compile("TypeError: (kinde\\.\\w+) is not a function");

  /** As {@code @kinde/infrastructure} says it. */
  private static final Pattern NOT_AVAILABLE =
      Pattern.compile("Error: (\\w+) binding not available");

  private static final Pattern OF_UNDEFINED =
      Pattern.compile("TypeError: Cannot read property '(\\w+)' of undefined");
  private static final List<String> TOKENS =
      List.of("kinde.accessToken", "kinde.idToken", "kinde.m2mToken");

  /** By member, the bindings that have it. */
  private static final Map<String, List<String>> OWNERS =
      Map.of(
          "get", List.of("kinde.env", "kinde.localization"),
          "getEnvironmentVariable", List.of("kinde.env"),
          "setCustomClaim", TOKENS,
          "getCustomClaims", TOKENS,
          "denyAccess", List.of("kinde.auth"),
          "invalidateFormField", List.of("kinde.widget"),
          "setEnforcementPolicy", List.of("kinde.mfa"),
          "denySelection", List.of("kinde.plan"),
          "denyCancellation", List.of("kinde.plan"),
          "canParse", List.of("url"));

  private static final String ONLY_INSIDE =
      "Bindings are only there inside the default function: use them there, not at the top of the"
          + " file.";

  private Hints() {}

  /** For what a run of that program threw. */
  static Optional<String> forRun(String message, ProgramSource program) {
    return instead(message).or(() -> undeclared(missed(message), program));
  }

  /** For what a module threw when it was loaded with nothing mounted. */
  static Optional<String> forLoading(String message) {
    Optional<String> instead =
        instead(message).map(hint -> hint.contains("kinde.") ? hint + " " + ONLY_INSIDE : hint);
    return instead.or(
        () -> missed(message).isEmpty() ? Optional.empty() : Optional.of(ONLY_INSIDE));
  }

  private static Optional<String> instead(String message) {
    Matcher matcher = NOT_DEFINED.matcher(message);
    return matcher.find() ? Optional.ofNullable(INSTEAD.get(matcher.group(1))) : Optional.empty();
  }

  /** The bindings one of which the message may be about. */
  private static List<String> missed(String message) {
    if (NO_URL.matcher(message).find()) {
      return List.of("url");
    }
    Matcher call = NOT_MOUNTED.matcher(message);
    if (call.find()) {
      return List.of(call.group(1));
    }
    Matcher helper = NOT_AVAILABLE.matcher(message);
    if (helper.find()) {
      return List.of(helper.group(1).equals("url") ? "url" : "kinde." + helper.group(1));
    }
    Matcher read = OF_UNDEFINED.matcher(message);
    return read.find() ? OWNERS.getOrDefault(read.group(1), List.of()) : List.of();
  }

  private static Optional<String> undeclared(List<String> missed, ProgramSource program) {
    List<String> known = missed.stream().filter(Trigger::anyOffers).toList();
    List<String> offered = known.stream().filter(program.trigger()::offers).toList();
    if (!known.isEmpty() && offered.isEmpty()) {
      return Optional.of(
          "The trigger " + program.trigger().id() + " has no " + String.join(" or ", known) + ".");
    }
    List<String> lacking =
        offered.stream().filter(name -> !program.declared().bindings().contains(name)).toList();
    return lacking.isEmpty() ? Optional.empty() : Optional.of(declare(lacking, program));
  }

  private static String declare(List<String> lacking, ProgramSource program) {
    String declared =
        program.declared().bindings().stream().sorted().collect(Collectors.joining(", "));
    return (lacking.size() == 1 ? lacking.getFirst() : "One of " + String.join(", ", lacking))
        + " seems to be used without being declared: the workflow declares "
        + (declared.isEmpty() ? "no bindings" : "only " + declared)
        + ". Add "
        + lacking.stream().map(name -> "\"" + name + "\": {}").collect(Collectors.joining(" or "))
        + " to workflowSettings.bindings.";
  }
}
