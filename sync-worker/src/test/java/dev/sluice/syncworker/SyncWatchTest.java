package dev.sluice.syncworker;

import static dev.sluice.syncworker.Workbench.FOLDER;
import static dev.sluice.syncworker.Workbench.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.runtime.trace.Span;
import dev.sluice.runtime.trace.TraceContext;
import dev.sluice.runtime.trace.Tracing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

class SyncWatchTest {
  private final List<String> told = new ArrayList<>();

  @Test
  void sync_thatIsRejected_isWatchedStepByStep(@TempDir Path folder) throws IOException {
    try (Workbench bench = new Workbench(folder);
        SyncWorker worker = bench.worker(watch())) {
      bench.repository().write(FOLDER + "aWorkflow.ts", "nonsense(").push("broken");
      bench.registry().syncs().request(PRODUCTION, "asked for by a test");

      worker.step();
    }

    assertThat(told)
        .containsSubsequence(
            "sync",
            "sluice.environment production",
            "sync fetch",
            "end of sync fetch",
            "sync verify",
            "sync discover",
            "sync bundle",
            "end of sync bundle",
            "sync check",
            "sluice.sync.outcome rejected",
            "production rejected",
            "end of sync")
        .doesNotContain("sync deploy")
        .noneMatch(it -> it.startsWith("failed"));
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  @Test
  void sync_whoseRepositoryIsGone_hasFailedInItsFetch(@TempDir Path folder) throws IOException {
    try (Workbench bench = new Workbench(folder);
        SyncWorker worker = bench.worker(watch())) {
      bench.connect(folder.resolve("nowhere").toUri().toString(), true);
      bench.registry().syncs().request(PRODUCTION, "asked for by a test");

      worker.step();
    }

    assertThat(told).contains("end of sync fetch", "end of sync").doesNotContain("sync verify");
    assertThat(told).anyMatch(it -> it.matches("failed (failed|deferred)"));
  }

  private SyncWatch watch() {
    return new SyncWatch(
        (environment, outcome, took) -> told.add(environment + " " + outcome),
        new Tracing() {
          @Override
          public Span request(String name, Optional<TraceContext> caller) {
            throw new AssertionError("a worker answers no requests");
          }

          @Override
          public Span work(String name) {
            return new Told(name);
          }
        });
  }

  /** Writes down what it is told. */
  private final class Told implements Span {
    private final String name;

    private Told(String name) {
      this.name = name;
      told.add(name);
    }

    @Override
    public Optional<TraceContext> context() {
      return Optional.empty();
    }

    @Override
    public boolean isHeard() {
      return true;
    }

    @Override
    public Span call(String of) {
      return part(of);
    }

    @Override
    public Span part(String of) {
      return new Told(of);
    }

    @Override
    public void say(String attribute, String value) {
      told.add(attribute + " " + value);
    }

    @Override
    public void say(String attribute, long value) {
      say(attribute, String.valueOf(value));
    }

    @Override
    public void fail(String type) {
      told.add("failed " + type);
    }

    @Override
    public void end() {
      told.add("end of " + name);
    }
  }
}
