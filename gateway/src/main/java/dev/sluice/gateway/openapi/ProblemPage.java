package dev.sluice.gateway.openapi;

import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.HttpProblem;
import dev.sluice.gateway.http.ProblemCode;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * {@code GET /docs/problems}: every code with what it means and what to do, where the {@code type}
 * of each problem leads. Anyone may read it.
 */
public final class ProblemPage {
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

  public static void register(Api api) {
    api.get(
        HttpProblem.PAGE,
        Operation.of("readProblems", "Tells what each problem's code means, and what to do.")
            .answersAs("text/html"),
        ProblemPage::show);
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
