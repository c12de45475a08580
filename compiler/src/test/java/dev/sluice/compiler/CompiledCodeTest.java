package dev.sluice.compiler;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The compiler on the class path compiles JavaScript at its last tier, without a failure, to code
 * that computes what the interpreter does. Where it isn't trusted with its own intrinsics, most of
 * what it compiles fails.
 */
class CompiledCodeTest {
  /** Allocates, loops, throws, and calls what the compiler has snippets, stubs or plug-ins for. */
  private static final String WORK =
      """
      (function work(n) {
        const people = [];
        for (let i = 0; i < 20; i++) people.push({ i, name: 'name' + i });
        let sum = 0;
        for (const one of new Map(people.map(one => [one.name, one])).values()) sum += one.i;
        const bytes = new Uint8Array(64).fill(n);
        try {
          if (n % 3 === 0) throw new Error('e' + n);
        } catch (e) {
          sum += e.message.length;
        }
        const copy = JSON.parse(JSON.stringify({ ...people[n % 20] }));
        return [sum, bytes[3], copy.name, (BigInt(n) ** 3n).toString(), Math.sqrt(n) | 0,
          'ab'.repeat(n % 7).indexOf('b'), /x(\\d+)/.exec('ax' + n)[1], people.slice(n % 9).length,
          [n, 3, 1].sort((a, b) => a - b).join()].join(' ');
      })
      """;

  private static final String ENDLESS =
      "(function endless() { for (let n = 0; ; n = (n + 1) & 1023); })()";

  private final CompilationLog log = new CompilationLog();
  private final Engine engine =
      Engine.newBuilder("js")
          .allowExperimentalOptions(true)
          .logHandler(log)
          .option("engine.TraceCompilation", "true")
          .option("engine.CompilationFailureAction", "Print")
          .build();

  private final Context context = Context.newBuilder("js").engine(engine).build();

  @AfterEach
  void close() {
    context.close(true);
    engine.close();
  }

  @Test
  void runtime_withTheCompilerOnTheClassPath_compiles() {
    assertThat(engine.getImplementationName()).isEqualTo("GraalVM CE");
  }

  @Test
  void workflow_runOften_isCompiledAtTheLastTierAndComputesTheSame() {
    Value work = context.eval("js", WORK);
    String interpreted = work.execute(4_321).asString();

    for (int n = 0; !log.hasCompiled("work"); n++) {
      assertThat(log.failures()).isEmpty();
      assertThat(n).as("runs without it").isLessThan(10_000_000);
      work.execute(n % 100);
    }

    assertThat(work.execute(4_321).asString()).isEqualTo(interpreted);
    assertThat(log.failures()).isEmpty();
  }

  @Test
  void endlessLoop_onceCompiled_canStillBeStopped() throws Exception {
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<?> stop =
          other.submit(() -> {
            try {
              log.awaitCompiled("endless");
            } finally {
              context.interrupt(Duration.ofMinutes(1));
            }
            return null;
          });

      assertThatThrownBy(() -> context.eval("js", ENDLESS))
          .isInstanceOfSatisfying(
              PolyglotException.class, e -> assertThat(e.isInterrupted()).isTrue());
      stop.get(1, MINUTES);
    }
    assertThat(log.failures()).isEmpty();
  }
}
