package dev.sluice.gateway.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * {@code GET /docs/problems}: every code with what it means and what to do, where the {@code type}
 * of each problem leads. Anyone may read it.
 */
public final class ProblemPage {
  static final String PATH = "/docs/problems";

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>Problems that Sluice answers</title>
      <h1>Problems that Sluice answers</h1>
      <p>Each has a <code>code</code>, which never changes, and a <code>detail</code>, which says
      what was wrong this time.</p>
      <dl>
      %s</dl>
      </html>
      """
          .formatted(
              Arrays.stream(ProblemCode.values())
                  .map(ProblemPage::entry)
                  .collect(Collectors.joining()));

  private ProblemPage() {}

  /** Adds the page to a server. */
  public static void register(RoutesConfig routes) {
    routes.get(PATH, ProblemPage::show);
  }

  /** Where a code is told of, for whoever has the server's address. */
  static String link(String code) {
    return PATH + "#" + code;
  }

  private static void show(Context ctx) {
    Answers.prepare(ctx)
        .header("Content-Security-Policy", "default-src 'none'")
        .contentType("text/html; charset=utf-8")
        .result(PAGE);
  }

  private static String entry(ProblemCode code) {
    return "<dt id=\"%1$s\"><code>%1$s</code>, %2$d</dt>\n<dd>%3$s %4$s</dd>\n"
        .formatted(code.key(), code.status(), html(code.meaning()), html(code.advice()));
  }

  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("`([^`]*)`", "<code>$1</code>");
  }
}
