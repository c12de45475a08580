package dev.sluice.gateway.admin;

import dev.sluice.gateway.http.HttpProblem;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.release.Releases;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header by which a caller says which release it believes live. */
final class IfMatch {
  private static final Pattern FORM = Pattern.compile("\"?([0-9]{1,9})\"?");

  private IfMatch() {}

  /**
   * Goes on only if the caller doesn't say, or is right. Asked right before a change; the change
   * itself doesn't ask again.
   *
   * @throws Refusal 409 if another release is live or none is, 400 as {@link #release}
   */
  static void require(Context ctx, Releases releases, EnvironmentName environment) {
    OptionalInt believed = release(ctx);
    if (believed.isEmpty()) {
      return;
    }
    Optional<Release> live = releases.live(environment);
    if (live.isEmpty() || live.get().number() != believed.getAsInt()) {
      throw conflict(live);
    }
  }

  /** 409: what is live isn't what the caller believes. */
  static Refusal conflict(Optional<Release> live) {
    String detail =
        live.map(release -> "Release %d is live now.".formatted(release.number()))
            .orElse("Nothing is live.");
    return new Refusal(
        new HttpProblem(
            409,
            "not_the_live_release",
            "If-Match names another release than the live one",
            detail));
  }

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
