package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ProblemTextTest {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void problem_whoseTextIsMeantForTheTerminal_isShownAsText() {
    String problem =
        """
        {"code": "bundle_throws", "file": "a\\nb.ts", "line": 1, "column": 2,
         "message": "Error: \\u001b[2J\\n::set-output name=x::y\\u2028\\u202e",
         "frame": "> 1 | \\u001b]0;x\\u0007\\n    | ^"}
        """;

    assertThat(ProblemText.of(JSON.readTree(problem)))
        .isEqualTo(
            "a b.ts:1:2: Error:  [2J ::set-output name=x::y  [bundle_throws]"
                + System.lineSeparator()
                + "> 1 | ?]0;x?\n    | ^");
  }
}
