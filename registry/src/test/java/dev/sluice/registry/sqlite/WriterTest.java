package dev.sluice.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.registry.RegistryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WriterTest {
  @TempDir Path directory;

  @Test
  void write_whileAnotherThreadWritesOn_isGivenUp() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch tried = new CountDownLatch(1);
    try (Writer writer = writer()) {
      Thread holder =
          Thread.ofPlatform()
              .start(() ->
                  writer.inTransaction(_ -> {
                    held.countDown();
                    return awaited(tried);
                  }));
      held.await();

      assertThatThrownBy(() -> writer.inTransaction(_ -> true))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("turn to write");

      tried.countDown();
      holder.join();
      assertThat(writer.<Boolean>inTransaction(_ -> true)).isTrue();
    }
  }

  @Test
  void write_byAThreadThatIsToEnd_isDone() {
    try (Writer writer = writer()) {
      Thread.currentThread().interrupt();

      assertThat(writer.<Boolean>inTransaction(_ -> true)).isTrue();
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private Writer writer() {
    DatabaseFile file = new DatabaseFile(directory.resolve("registry.db"));
    return new Writer(
        Jdbi.create(file.connections()).open(),
        Duration.ofMillis(100),
        new Failures(directory.resolve("registry.db")));
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
