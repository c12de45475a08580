package dev.sluice.cli;

import dev.sluice.cli.client.Plain;
import tools.jackson.databind.JsonNode;

/** A sync's problem as a compiler would print it. */
public final class ProblemText {
  private ProblemText() {}

  /**
   * @param problem as the API shows it
   */
  public static String of(JsonNode problem) {
    StringBuilder text = new StringBuilder();
    if (problem.hasNonNull("file")) {
      text.append(Plain.line(problem.path("file").asString())).append(':');
      text.append(problem.path("line").asInt()).append(':');
      text.append(problem.path("column").asInt()).append(": ");
    }
    text.append(Plain.line(problem.path("message").asString()));
    text.append(" [").append(problem.path("code").asString()).append(']');
    String frame = problem.path("frame").asString("");
    if (!frame.isBlank()) {
      text.append(System.lineSeparator()).append(Plain.lines(frame).stripTrailing());
    }
    return text.toString();
  }
}
