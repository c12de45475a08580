package dev.sluice.runtime;

import static dev.sluice.runtime.TestRuns.log;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Real packages, and the language as esbuild leaves it, in a hardened realm. */
class BundledTest {
  @RegisterExtension static final TestRuns RUNS = new TestRuns();

  @Test
  void zod_validatesAndExplains() throws Exception {
    assertThat(run("zod")).isEqualTo("INFO 20 member false 2 member\n");
  }

  @Test
  void dateFns_reckonsAndFormats() throws Exception {
    assertThat(run("date-fns")).isEqualTo("INFO 2026-04-01 31 7 days Freitag\n");
  }

  @Test
  void lodash_workedOnData_givesWhatItSays() throws Exception {
    assertThat(run("lodash-es"))
        .isEqualTo("INFO b [1,2] 3 true {\"a\":{\"b\":1,\"c\":2}} function\n");
  }

  @Test
  void jose_decodesTokens() throws Exception {
    assertThat(run("jose")).isEqualTo("INFO kp_1 none true\n");
  }

  @Test
  void liquid_rendersTemplates() throws Exception {
    assertThat(run("liquidjs")).isEqualTo("INFO Hello ADA 1:x 2:y\nINFO 27.03.2026\n");
  }

  @Test
  void language_ofItsLatestEdition_runs() throws Exception {
    assertThat(run("language"))
        .isEqualTo(
            """
            INFO 12 14 abc 7 filled settled
            INFO 2 3 a+b+c none {}
            INFO 3 true 2000
            INFO 1
            INFO 1.234,50\u00a0€
            INFO 1 January 1970
            INFO any undefined
            INFO a\\n1 3 true true
            INFO true many
            """);
  }

  /** Twice in a row: a package mustn't need what its first evaluation left behind. */
  private static String run(String module) throws Exception {
    Program program = program(module);
    RunRequest request = RUNS.workflow("").lasting(Duration.ofMinutes(1)).request();
    Outcome first = RUNS.runtime.run(program, request);
    Outcome second = RUNS.runtime.run(program, request);
    assertThat(first.status()).as(log(first)).isEqualTo(Outcome.Status.COMPLETED);
    assertThat(log(second)).isEqualTo(log(first));
    return log(second);
  }

  private static Program program(String module) throws IOException, BundleException {
    return RUNS.compile(new BundleCode(bundle(module), "{}"));
  }

  private static String bundle(String module) throws IOException {
    try (InputStream in = BundledTest.class.getResourceAsStream("/modules/" + module + ".js")) {
      assertThat(in).as("the bundle of %s, made by the build", module).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
