package dev.sluice.runtime;

import static dev.sluice.runtime.TestRuns.log;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** BigInts as long as anybody needs, and none so long that computing can't be stopped. */
class BigIntTest {
  @RegisterExtension static final TestRuns RUNS = new TestRuns();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2n ** 300_000n",
        "3n ** 40_000_000n",
        "(1n << 200_000n) * (1n << 200_000n)",
        "1n << 2_000_000_000n",
        "1n >> -2_000_000_000n",
        "BigInt('9'.repeat(300_000))",
        "(1n << 262_143n) + (1n << 262_143n)",
        "BigInt.asUintN(2 ** 53 - 1, -1n)",
      })
  void bigInt_tooLong_isARangeError(String expression) throws Exception {
    Outcome outcome =
        RUNS.workflow(
                "const start = Date.now(); let name = 'none';"
                    + ("try { " + expression + " } catch (e) { name = e.name }")
                    + "console.log(name, Date.now() - start < 500);")
            .run();
    assertThat(log(outcome)).contains("INFO RangeError true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1n ** 40_000_000n === 1n",
        "(-1n) ** 40_000_001n === -1n",
        "0n << 2_000_000_000n === 0n",
        "(2n ** 262_000n).toString(16).length === 65_501",
        "BigInt('1'.repeat(70_000)) % 7n >= 0n",
        "BigInt(Number.MAX_VALUE) > 0n",
        "BigInt('0xff') === 255n",
        "typeof BigInt(1) === 'bigint' && BigInt.prototype.constructor === BigInt",
        "BigInt.asUintN(64, -1n) === 2n ** 64n - 1n",
        "new BigUint64Array([2n ** 64n - 1n])[0] + 1n === 2n ** 64n",
      })
  void bigInt_ofAnOrdinaryLength_isTheLanguages(String condition) throws Exception {
    assertThat(log(RUNS.workflow("console.log(" + condition + ")").run())).contains("INFO true");
  }
}
