package dev.sluice.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.runtime.SourcePosition;
import dev.sluice.runtime.realm.ProgramCode;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ThrownTest {
  /** The bundle's first line is a package's, its second line 7 of the author's file. */
  private static final SourceMap MAP =
      SourceMap.parse(
          """
          {"version":3,"sources":["node_modules/p/index.js","src/aWorkflow.ts"],"names":[],
           "mappings":"AAAA;ACMA"}
          """);

  @Test
  void at_whenAPackageThrows_isTheAuthorsLineThatCalledIt() {
    Thrown thrown = thrown(frame("helper", 1) + frame("workflow", 2));

    assertThat(thrown.at()).contains(new SourcePosition("src/aWorkflow.ts", 7, 1));
    assertThat(thrown.frames())
        .containsExactly(
            "    at helper (node_modules/p/index.js:1:1)",
            "    at workflow (src/aWorkflow.ts:7:1)");
  }

  @Test
  void at_whenOnlyAPackageIsOnTheStack_isThePackages() {
    Thrown thrown = thrown(frame("helper", 1));

    assertThat(thrown.at()).contains(new SourcePosition("node_modules/p/index.js", 1, 1));
  }

  private static String frame(String function, int line) {
    int inProgram = line + ProgramCode.LINES_BEFORE;
    return "\n    at %s (%s:%d:1)".formatted(function, ProgramCode.NAME, inProgram);
  }

  private static Thrown thrown(String stack) {
    String json =
        new JsonMapper()
            .createObjectNode()
            .put("name", "Error")
            .put("message", "no")
            .put("stack", "Error: no" + stack)
            .toString();
    return Thrown.read(json, MAP);
  }

  @Test
  void withStack_ofAnErrorWithACause_tellsBoth() {
    String json =
        """
        {"name":"Error","message":"no login","stack":"Error: no login\\n    at a (workflow.js:3:1)",
         "cause":{"name":"TypeError","message":"why",
                  "stack":"TypeError: why\\n    at b (workflow.js:2:1)"}}
        """;
    assertThat(Thrown.read(json, MAP).withStack())
        .isEqualTo(
            """
            Error: no login
                at a (src/aWorkflow.ts:7:1)
            [cause]: TypeError: why
                at b (node_modules/p/index.js:1:1)\
            """);
  }
}
