package dev.sluice.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FramesTest {
  /** The bundle's second line is line 7 of the author's file. */
  private static final SourceMap MAP =
      SourceMap.parse(
          """
          {"version":3,"sources":["src/aWorkflow.ts"],"names":[],"mappings":";AAMA"}
          """);

  private static final String STACK =
      """
      Error: boo
          at Object.workflow (workflow.js:3:5)
          at workflow.js:3:9
          at invoke (realm.js:937:46)
          at realm.js:939:14\
      """;

  private static final String AUTHORED =
      """
      Error: boo
          at Object.workflow (src/aWorkflow.ts:7:1)
          at src/aWorkflow.ts:7:1\
      """;

  @Test
  void stack_inAText_isLedToTheAuthorsCode() {
    assertThat(Frames.authored("before " + STACK + " after", MAP))
        .isEqualTo("before " + AUTHORED + " after");
  }

  @Test
  void stack_writtenAsJson_isLedToTheAuthorsCode() {
    String json = "{\"stack\":\"" + STACK.replace("\n", "\\n") + "\",\"code\":5}";
    assertThat(Frames.authored(json, MAP))
        .isEqualTo("{\"stack\":\"" + AUTHORED.replace("\n", "\\n") + "\",\"code\":5}");
  }

  @Test
  void spot_thatTheMapDoesNotKnow_staysAsItIs() {
    assertThat(Frames.authored("at workflow.js:99:1 $1", MAP)).isEqualTo("at workflow.js:99:1 $1");
  }
}
