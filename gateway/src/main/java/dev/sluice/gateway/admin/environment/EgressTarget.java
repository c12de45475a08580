package dev.sluice.gateway.admin.environment;

import dev.sluice.gateway.http.Refusal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for an item of {@code egress.allow}: {@code host} or {@code host:port}. */
final class EgressTarget {
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::([0-9]{1,5}))?");
  private static final int LAST_PORT = 65535;

  private EgressTarget() {}

  /**
   * The target, in lower case.
   *
   * @throws Refusal 400 if it isn't one
   */
  static String check(String target) {
    Matcher form = FORM.matcher(target);
    if (!form.matches() || !isPort(form.group(2))) {
      throw Refusal.badBody(
          "`egress.allow` holds `%s`, which must be host or host:port, such as api.example.com or"
                  .formatted(target)
              + " 127.0.0.1:9999, without a scheme, a path or wildcards.");
    }
    return target.toLowerCase(Locale.ROOT);
  }

  private static boolean isPort(@Nullable String digits) {
    if (digits == null) {
      return true;
    }
    int port = Integer.parseInt(digits);
    return port >= 1 && port <= LAST_PORT;
  }
}
