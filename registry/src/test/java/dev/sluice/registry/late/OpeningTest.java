package dev.sluice.registry.late;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.audit.Actor;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.registry.environment.RunSettings;
import dev.sluice.registry.key.Keys;
import dev.sluice.registry.key.Role;
import dev.sluice.registry.sqlite.SqliteRegistry;
import dev.sluice.registry.vault.MasterKey;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OpeningTest {
  private static final MasterKey MASTER =
      MasterKey.parse(Base64.getEncoder().encodeToString(new byte[32]), "the test");
  private final RegistryException away = new RegistryException("it is away");

  @TempDir Path data;
  private final AtomicBoolean there = new AtomicBoolean();
  private final CountDownLatch opened = new CountDownLatch(1);

  private Registry open() {
    if (!there.get()) {
      throw away;
    }
    return SqliteRegistry.open(data, MASTER, Clock.systemUTC());
  }

  @Test
  void registry_thatIsNotThereYet_saysWhy() {
    try (Opening opening = Opening.begin(this::open, away)) {
      Registry registry = opening.registry();
      Keys keys = registry.as(Actor.SYNC_WORKER).keys();

      assertThatThrownBy(registry::revisions)
          .isInstanceOf(RegistryException.class)
          .hasMessage("it is away");
      assertThatThrownBy(() -> keys.list(PageRequest.first(1)))
          .isInstanceOf(RegistryException.class);
    }
  }

  @Test
  void registry_onceItIsThere_answersWhoeverHeldAPartOfItBefore() throws Exception {
    try (Opening opening = Opening.begin(this::open, away)) {
      Registry registry = opening.registry();
      Keys keys = registry.as(Actor.SYNC_WORKER).keys();
      opening.whenOpen(opened::countDown);

      there.set(true);
      opened.await();

      assertThat(keys.issue(Role.READ, Optional.empty()).key().life().by()).contains("sync-worker");
      assertThat(registry.keys().list(PageRequest.first(2)).items()).hasSize(1);
      assertThatThrownBy(() -> keys.issue(Role.READ, Optional.of(new EnvironmentName("nowhere"))))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void signals_listenedToBefore_areGivenAfterwards() throws Exception {
    CountDownLatch told = new CountDownLatch(2);
    try (Opening opening = Opening.begin(this::open, away)) {
      Registry registry = opening.registry();
      registry.signals().onSyncQueued(told::countDown);
      registry.signals().onKeysChanged(told::countDown);
      opening.whenOpen(opened::countDown);
      there.set(true);
      opened.await();

      EnvironmentName demo = new EnvironmentName("demo");
      RepositoryAddress address = new RepositoryAddress("https://example.com/auth.git", "main");
      registry
          .environments()
          .put(demo, new EnvironmentSettings(address, true, RunSettings.DEFAULT), Map.of());
      registry.syncs().request(demo, "the test");
      registry.keys().issue(Role.READ, Optional.empty());

      told.await();
    }
  }

  @Test
  void step_givenOnceItIsOpen_isTaken() throws Exception {
    there.set(true);
    try (Opening opening = Opening.begin(this::open, away)) {
      opening.whenOpen(opened::countDown);
      opened.await();
      CountDownLatch taken = new CountDownLatch(1);

      opening.whenOpen(taken::countDown);

      taken.await();
    }
  }

  @Test
  void step_thatTheRegistryFails_isTakenAgain() throws Exception {
    there.set(true);
    AtomicInteger tries = new AtomicInteger();
    try (Opening opening = Opening.begin(this::open, away)) {
      opening.whenOpen(() -> {
        if (tries.incrementAndGet() == 1) {
          throw new RegistryException("too many wait");
        }
        opened.countDown();
      });

      opened.await();
    }
    assertThat(tries).hasValue(2);
  }

  @Test
  void step_thatFailsOtherwise_isTakenOnce_andKeepsNoOtherFromBeingTaken() throws Exception {
    there.set(true);
    AtomicInteger tries = new AtomicInteger();
    try (Opening opening = Opening.begin(this::open, away)) {
      opening.whenOpen(() -> {
        tries.incrementAndGet();
        throw new IllegalStateException("a bug");
      });
      opening.whenOpen(opened::countDown);

      opened.await();
    }
    assertThat(tries).hasValue(1);
  }

  @Test
  void step_thatFailsAsItIsClosed_isNotTakenAnyMore() throws Exception {
    there.set(true);
    Opening opening = Opening.begin(this::open, away);
    opening.whenOpen(() -> {
      opened.countDown();
      throw away;
    });
    opened.await();

    opening.close();

    assertThatThrownBy(opening.registry()::revisions).isInstanceOf(RegistryException.class);
  }
}
