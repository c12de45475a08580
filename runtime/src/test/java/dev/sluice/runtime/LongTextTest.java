package dev.sluice.runtime;

import static dev.sluice.runtime.TestRuns.log;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.LetterCase;
import dev.sluice.engine.Normalization;
import java.text.Normalizer;
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

  private static final String[] MARKED = {
    "abc",
    "e\u0301",
    "\u1e69",
    "a\u0316\u0300",
    "\uac00",
    "\u1100\u1161\u11a8",
    "\ufb01",
    "\uff76\uff9e",
    "\u0344",
    "\u0f73",
    "\uD834\uDD5E",
    "\u0391\u0345",
    "\u09c7\u09be",
    " "
  };

  @Test
  void normalForm_ofLongTexts_isTheOneOfTheJdk() {
    Random random = new Random(11);
    for (Normalizer.Form form : Normalizer.Form.values()) {
      for (int i = 0; i < 5; i++) {
        StringBuilder text = new StringBuilder();
        while (text.length() < 20_000) {
          text.append(MARKED[random.nextInt(MARKED.length)]);
        }
        String whole = text.toString();
        assertThat(Normalization.normalize(whole, form))
            .isEqualTo(Normalizer.normalize(whole, form));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "('a' + '\\u0316\\u0300'.repeat(400)).normalize('NFD').length === 801",
        "'a\\u0300'.repeat(3_000).normalize() === '\\u00e0'.repeat(3_000)",
        "'a\\u0300'.repeat(3_000).localeCompare('\\u00e0'.repeat(3_000)) === 0",
        "'a'.repeat(3_000).localeCompare('a'.repeat(2_999) + 'b') === -1",
        "new Intl.Collator('de', { numeric: true }).compare('x9'.repeat(900), 'x10'.repeat(900)) <"
            + " 0",
        "Number('0x' + 'f'.repeat(256)) === Infinity && Number('0x' + 'f'.repeat(255)) === 2 **"
            + " 1020",
        "Number('0b1' + '0'.repeat(1_023)) === 2 ** 1023 && Number('0b1' + '0'.repeat(2_000)) ==="
            + " Infinity",
        "Number('0o' + '0'.repeat(5_000) + '17') === 15 && Number('0x' + 'f'.repeat(2_000) + '!')"
            + " !== 0",
        "BigInt('0x' + 'f'.repeat(60_000)) > 0n && BigInt('0b' + '1'.repeat(200_000)) > 0n",
        "(10n ** 4_000n).toLocaleString('en').length === 5_334",
        "new Intl.NumberFormat('en').format('1234567890.12') === '1,234,567,890.12'",
        "new Intl.ListFormat('en').format(Array(2_000).fill('somebody')).endsWith('and somebody')",
        "[...new Intl.Segmenter('en', { granularity: 'word' }).segment('a b"
            + " '.repeat(9_000))].length === 36_000"
      })
  void builtIn_ofLongTexts_isTheLanguages(String condition) throws Exception {
    assertThat(log(RUNS.workflow("console.log(" + condition + ")").run())).contains("INFO true");
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
