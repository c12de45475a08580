package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.gateway.health.Trouble;
import dev.sluice.registry.RegistryException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WorkerStartTest {
  private final AtomicBoolean alive = new AtomicBoolean();

  private WorkerStart start(Runnable start) {
    return new WorkerStart(start, alive::get, () -> List.of("a note of its own"));
  }

  @Test
  void worker_whoseRegistryIsNotThereYet_isNoTrouble() {
    assertThat(start(() -> {}).check().problem()).isEmpty();
  }

  @Test
  void worker_thatTheRegistryFails_saysSo_untilItHasBegun() {
    AtomicBoolean flaps = new AtomicBoolean(true);
    WorkerStart start =
        start(() -> {
          if (flaps.get()) {
            throw new RegistryException("too many wait");
          }
          alive.set(true);
        });

    assertThatThrownBy(start::begin).isInstanceOf(RegistryException.class);
    assertThat(start.check().problem()).isEmpty();
    assertThat(start.notes())
        .containsExactly(
            "No sync is taken yet, as the registry failed: too many wait", "a note of its own");

    flaps.set(false);
    start.begin();
    assertThat(start.notes()).containsExactly("a note of its own");
  }

  @Test
  void worker_thatFailsToBeginForGood_isToBeReplaced() {
    WorkerStart start =
        start(() -> {
          throw new IllegalStateException("a bug");
        });

    assertThatThrownBy(start::begin).isInstanceOf(IllegalStateException.class);

    assertThat(start.check().problem()).map(Trouble::lasting).contains(true);
  }

  @Test
  void worker_whoseThreadHasEnded_isToBeReplaced() {
    WorkerStart start = start(() -> {});

    start.begin();

    assertThat(start.check().problem()).map(Trouble::lasting).contains(true);
  }
}
