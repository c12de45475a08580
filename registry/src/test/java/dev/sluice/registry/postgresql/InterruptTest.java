package dev.sluice.registry.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.sql.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thread that is to end can still put back what it has. */
@Timeout(60)
class InterruptTest {
  private static final int CONNECTIONS = 10;

  private final TestDatabase database = TestDatabase.empty();

  @AfterEach
  void forgetInterrupt() {
    Thread.interrupted();
  }

  @Test
  void write_byAThreadThatIsToEnd_isDone() {
    try (Store store = PostgresqlRegistry.store(database.at())) {
      Thread.currentThread().interrupt();

      assertThat(store.<Integer>write(InterruptTest::one)).isEqualTo(1);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void read_byAThreadThatIsToEnd_waitsForAConnection() throws Exception {
    Thread reader = Thread.currentThread();
    CountDownLatch held = new CountDownLatch(CONNECTIONS);
    CountDownLatch done = new CountDownLatch(1);
    List<Thread> others = new ArrayList<>();
    try (Store store = PostgresqlRegistry.store(database.at())) {
      for (int i = 0; i < CONNECTIONS; i++) {
        others.add(Thread.ofVirtual().start(() -> hold(store, held, done)));
      }
      held.await();
      others.add(
          Thread.ofPlatform()
              .start(() -> {
                while (done.getCount() > 0 && reader.getState() != Thread.State.TIMED_WAITING) {
                  Thread.onSpinWait();
                }
                done.countDown();
              }));
      reader.interrupt();
      try {
        assertThat(store.<Integer>read(InterruptTest::one)).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
      } finally {
        boolean later = Thread.interrupted();
        done.countDown();
        for (Thread other : others) {
          other.join();
        }
        assertThat(later).isFalse();
      }
    }
  }

  private static void hold(Store store, CountDownLatch held, CountDownLatch until) {
    store.read(moment -> {
      held.countDown();
      try {
        until.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return one(moment);
    });
  }

  private static int one(Handle handle) {
    return handle.createQuery("SELECT 1").mapTo(Integer.class).one();
  }
}
