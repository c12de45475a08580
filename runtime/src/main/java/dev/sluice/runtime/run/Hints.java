package dev.sluice.runtime.run;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to use instead of the globals that workflows miss. */
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

  private Hints() {}

  static Optional<String> forMessage(String message) {
    Matcher matcher = NOT_DEFINED.matcher(message);
    return matcher.find() ? Optional.ofNullable(INSTEAD.get(matcher.group(1))) : Optional.empty();
  }
}
