package dev.sluice.runtime;

import static dev.sluice.runtime.TestRuns.log;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.LetterCase;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is as long as it may be works as the language says, and what is longer is refused. */
class LongTextTest {
  @RegisterExtension static final TestRuns RUNS = new TestRuns();

  private static final String[] PIECES = {
    "abc", "XYZ", "ΟΔΥΣΣΕΥΣ", "Σ", "straße", "İ", "ŉ", "ﬃ", "\uD801\uDC00", "\uD801\uDC28", "é", "Ά"
  };

  @Test
  void letterCase_ofLongTexts_isTheOneOfTheJdk() {
    Random random = new Random(7);
    for (int i = 0; i < 20; i++) {
      StringBuilder text = new StringBuilder();
      while (text.length() < 20_000) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
        text.append(random.nextInt(4) == 0 ? " " : "");
      }
      String whole = text.toString();
      assertThat(LetterCase.toLowerCase(whole, Locale.US)).isEqualTo(whole.toLowerCase(Locale.US));
      assertThat(LetterCase.toUpperCase(whole, Locale.US)).isEqualTo(whole.toUpperCase(Locale.US));
    }
  }

  @Test
  void letterCase_whereNoGapIs_keepsPairsAndSigmasWhole() {
    for (String letter : new String[] {"Σ", "\uD801\uDC00", "aΣ", "x\uD801\uDC00"}) {
      String whole = letter.repeat(5_000);
      assertThat(LetterCase.toLowerCase(whole, Locale.US)).isEqualTo(whole.toLowerCase(Locale.US));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'x'.repeat(4_194_304).length === 4_194_304",
        "'ß'.repeat(1_000_000).toUpperCase() === 'SS'.repeat(1_000_000)",
        "new RegExp('a'.repeat(10_000)).test('b') === false",
        "new Uint8Array(2 ** 26).length === 2 ** 26",
        "new Float64Array(2 ** 23).byteLength === 2 ** 26",
        "new ArrayBuffer(2 ** 26).byteLength === 2 ** 26"
      })
  void value_asLargeAsItMayBe_works(String condition) throws Exception {
    assertThat(log(RUNS.workflow("console.log(" + condition + ")").run())).contains("INFO true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'x'.repeat(4_194_305)",
        "'x'.repeat(4_194_304) + 'y'",
        "new Uint8Array(2 ** 26 + 1)",
        "new Float64Array(2 ** 23 + 1)",
        "new ArrayBuffer(2 ** 26 + 1)",
        "new ArrayBuffer(8, { maxByteLength: 2 ** 26 + 1 })"
      })
  void value_largerThanItMayBe_isARangeError(String expression) throws Exception {
    Outcome outcome = RUNS.workflow("return (" + expression + ").length;").run();
    assertThat(outcome.error().orElseThrow().message()).startsWith("RangeError");
  }

  @Test
  void regExp_longerThanItMayBe_isASyntaxErrorThatSaysSo() throws Exception {
    Outcome outcome = RUNS.workflow("'x'.match('a'.repeat(65_537));").run();
    assertThat(outcome.error().orElseThrow().message())
        .startsWith("SyntaxError: A regular expression may have at most 65,536 characters");
  }
}
