package dev.sluice.gateway.admin.environment;

import dev.sluice.gateway.http.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules for {@code egress.allow} and its items: {@code host} or {@code host:port}. */
final class EgressTarget {
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::([0-9]{1,5}))?");

  /** How many an environment may list: each fetch is held against them one by one. */
  private static final int MOST = 1_000;

  private static final int LONGEST_SHOWN = 100;

  private EgressTarget() {}

  /**
   * The targets, in lower case.
   *
   * @throws Refusal 400 if there are too many, or one isn't what it must be
   */
  static List<String> checkAll(List<String> targets) {
    if (targets.size() > MOST) {
      throw Refusal.badBody(
          "`egress.allow` may have %,d entries, and has %,d.".formatted(MOST, targets.size()));
    }
    return targets.stream().map(EgressTarget::check).toList();
  }

  private static String check(String target) {
    Matcher form = FORM.matcher(target);
    if (!form.matches() || !Ports.areGood(form.group(2))) {
      throw Refusal.badBody(
          "`egress.allow` holds `%s`, which must be host or host:port, such as api.example.com or"
                  .formatted(shown(target))
              + " 127.0.0.1:9999, without a scheme, a path or wildcards; a host has 253 characters"
              + " at most.");
    }
    return target.toLowerCase(Locale.ROOT);
  }

  private static String shown(String target) {
    return target.length() <= LONGEST_SHOWN ? target : target.substring(0, LONGEST_SHOWN) + "…";
  }
}
