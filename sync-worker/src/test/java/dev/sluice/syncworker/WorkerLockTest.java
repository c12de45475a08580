package dev.sluice.syncworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WorkerLockTest {
  @TempDir Path folder;

  @Test
  void worker_onMirrorsThatAnotherWorksOn_isRefusedAndTouchesNoSync() throws IOException {
    try (Workbench bench = new Workbench(folder)) {
      Sync live = bench.registry().syncs().request(Workbench.PRODUCTION, "asked for by a test");
      bench.claim();

      assertThatExceptionOfType(AnotherWorkerException.class)
          .isThrownBy(() ->
              new SyncWorker(
                  bench.registry(), Workbench.inspector(), bench.settings(), bench.clock()))
          .withMessageContaining("--roles without sync-worker");

      assertThat(bench.reread(live).status()).isEqualTo(SyncStatus.RUNNING);
    }
  }

  @Test
  void lock_thatAnotherProcessHas_isRefusedUntilItIsKilled() throws Exception {
    Process other = start();
    try {
      assertThat(other.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("taken");

      assertThatExceptionOfType(AnotherWorkerException.class)
          .isThrownBy(() -> WorkerLock.take(folder))
          .withMessageContaining("process id " + other.pid())
          .withMessageContaining(folder.toString());
    } finally {
      other.destroyForcibly().waitFor();
    }
    WorkerLock.take(folder).close();
  }

  @Test
  void lock_givenBack_canBeTakenAgain() {
    WorkerLock.take(folder).close();

    WorkerLock.take(folder).close();
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            LockingProcess.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
