package dev.sluice.syncworker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WaiterTest {
  private final Waiter waiter = new Waiter();

  @Test
  void wakeUp_duringWork_endsTheNextWaitAtOnce() throws InterruptedException {
    long ticket = waiter.ticket();
    waiter.wake();

    waiter.await(ticket, Duration.ofHours(1));

    assertThat(waiter.ticket()).isNotEqualTo(ticket);
  }

  @Test
  void wakeUp_fromAnotherThread_endsTheWait() throws InterruptedException {
    long ticket = waiter.ticket();
    Thread other = Thread.ofVirtual().start(waiter::wake);

    waiter.await(ticket, Duration.ofHours(1));

    other.join();
  }

  @Test
  void wait_withoutAWakeUp_endsAfterItsTime() throws InterruptedException {
    long ticket = waiter.ticket();

    waiter.await(ticket, Duration.ofMillis(5));

    assertThat(waiter.ticket()).isEqualTo(ticket);
  }
}
