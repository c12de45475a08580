package dev.sluice.syncworker;

import static dev.sluice.syncworker.Workbench.FOLDER;
import static dev.sluice.syncworker.Workbench.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.SampleWorkflows;
import dev.sluice.registry.sync.ConnectionTest;
import dev.sluice.registry.sync.ConnectionTest.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a connection test says, step by step. */
class ConnectionTestTest {
  @TempDir private Path folder;
  private Workbench bench;

  @BeforeEach
  void open() throws IOException {
    bench = new Workbench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void repository_thatIsGood_passesEveryStep() throws IOException {
    bench.repository().write(FOLDER + "addWorkflow.ts", SampleWorkflows.ADD_CLAIM);
    String commit = bench.repository().push("one");
    bench.pushed();

    List<Step> steps = test();

    assertThat(steps)
        .extracting(Step::name)
        .containsExactly(
            "address",
            "host",
            "credentials",
            "branch",
            "commit",
            "kinde.json",
            "workflows",
            "webhook");
    assertThat(steps).allMatch(Step::ok);
    assertThat(steps.get(4).message()).contains(commit);
    assertThat(steps.get(6).message()).contains("1 found: " + FOLDER + "addWorkflow.ts");
    try (var left = Files.list(bench.mirror().getParent())) {
      assertThat(left.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder(".lock", ".worker", PRODUCTION.value());
    }
  }

  @Test
  void repository_withoutTheBranch_stopsThere() throws IOException {
    bench.repository().push("trunk", "one");

    List<Step> steps = test();

    assertThat(steps)
        .extracting(Step::name)
        .containsExactly("address", "host", "credentials", "branch", "webhook");
    assertThat(steps.get(3)).matches(it -> !it.ok() && it.message().contains("it has trunk"));
    assertThat(steps.getLast()).matches(it -> !it.ok() && it.message().contains("/hooks/"));
  }

  @Test
  void repository_withoutWorkflows_saysWhy() throws IOException {
    bench.repository().write("kinde.json", "{").push("one");
    assertThat(step(test(), "kinde.json")).matches(it -> !it.ok());

    bench.repository().write("kinde.json", "{}").push("two");
    List<Step> steps = test();

    assertThat(step(steps, "kinde.json").ok()).isTrue();
    assertThat(step(steps, "workflows").ok()).isFalse();
  }

  @Test
  void address_ofAnotherKind_stopsAtOnce() {
    bench.connect("git://example.com/a.git", true);

    assertThat(test()).extracting(Step::name).containsExactly("address", "webhook");
  }

  @Test
  void test_isDoneOnce() throws IOException {
    bench.repository().push("one");
    test();

    assertThat(bench.worker().stepConnectionTest()).isFalse();
  }

  private static Step step(List<Step> steps, String name) {
    return steps.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private List<Step> test() {
    ConnectionTest asked = bench.registry().connectionTests().request(PRODUCTION);
    assertThat(bench.worker().stepConnectionTest()).isTrue();
    return bench
        .registry()
        .connectionTests()
        .find(PRODUCTION, asked.id())
        .flatMap(ConnectionTest::steps)
        .orElseThrow();
  }
}
