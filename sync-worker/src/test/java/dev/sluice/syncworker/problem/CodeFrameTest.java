package dev.sluice.syncworker.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodeFrameTest {
  @Test
  void spot_isMarked_betweenTheLinesAroundIt() {
    assertThat(CodeFrame.around("one\ntwo\n\tthree\nfour\nfive", 3, 2))
        .isEqualTo(
            """
              1 | one
              2 | two
            > 3 | \tthree
                | \t^
              4 | four
            """);
  }

  @Test
  void spot_farOutOnALongLine_isShownAndMarked() {
    String line = "a".repeat(500) + "!" + "b".repeat(500);

    String[] frame = CodeFrame.around("short\n" + line + "\n\n", 2, 501).split("\n", -1);

    assertThat(frame[0]).isEqualTo("  1 | …");
    assertThat(frame[1]).startsWith("> 2 | …aaa").endsWith("bbb…").hasSizeLessThan(140);
    assertThat(frame[1].indexOf('!')).isEqualTo(frame[2].indexOf('^'));
    assertThat(frame[3]).isEqualTo("  3 | ");
  }

  @Test
  void line_thatIsLong_isCutBehindASpotNearItsBeginning() {
    String[] frame = CodeFrame.around("!" + "a".repeat(500), 1, 1).split("\n", -1);

    assertThat(frame[0]).startsWith("> 1 | !aaa").endsWith("a…").hasSizeLessThan(140);
    assertThat(frame[0].indexOf('!')).isEqualTo(frame[1].indexOf('^'));
  }

  @Test
  void spot_onALineThatIsNotThere_hasNoFrame() {
    assertThat(CodeFrame.around("one", 2, 1)).isEmpty();
    assertThat(CodeFrame.around("one", 0, 1)).isEmpty();
  }
}
