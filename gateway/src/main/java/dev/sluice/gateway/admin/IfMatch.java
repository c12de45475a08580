package dev.sluice.gateway.admin;

import dev.sluice.gateway.http.Refusal;
import io.javalin.http.Context;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header by which a caller says which release it believes live. */
final class IfMatch {
  private static final Pattern FORM = Pattern.compile("\"?([0-9]{1,9})\"?");

  private IfMatch() {}

  /**
   * The release's number; empty if the caller doesn't say.
   *
   * @throws Refusal 400 if the header holds anything else
   */
  static OptionalInt release(Context ctx) {
    String header = ctx.header("If-Match");
    if (header == null) {
      return OptionalInt.empty();
    }
    Matcher form = FORM.matcher(header.strip());
    if (!form.matches()) {
      throw Refusal.badRequest(
          "invalid_if_match", "The header If-Match must be a release's number, such as \"7\".");
    }
    return OptionalInt.of(Integer.parseInt(form.group(1)));
  }
}
