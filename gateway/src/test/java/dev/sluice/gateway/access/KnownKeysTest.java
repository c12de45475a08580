package dev.sluice.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.http.Sha256;
import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.Secret;
import dev.sluice.registry.key.ApiKey;
import dev.sluice.registry.key.Grant;
import dev.sluice.registry.key.HashedKey;
import dev.sluice.registry.key.IssuedKey;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.key.Keys;
import dev.sluice.registry.key.NewKey;
import dev.sluice.registry.key.Revocation;
import dev.sluice.registry.key.Role;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KnownKeysTest {
  private final Drawer drawer = new Drawer();
  private final KnownKeys known = new KnownKeys(drawer, () -> drawer.away);

  private Optional<KeyId> find(String value) {
    return known
        .find(Sha256.of(value.getBytes(StandardCharsets.UTF_8)), new Secret(value))
        .map(ApiKey::id);
  }

  @Test
  void key_neverShownBefore_isKnownWithoutTheRegistry() {
    drawer.add("alice");
    known.catchUp(1);
    drawer.away = true;

    assertThat(find("alice")).contains(new KeyId("alice"));
    assertThatThrownBy(() -> find("bob")).isInstanceOf(RegistryException.class);
    assertThat(drawer.asked).isEqualTo(1);
  }

  @Test
  void key_thatAnotherProcessHasJustMade_isLookedForInTheRegistry() {
    known.catchUp(1);
    drawer.add("alice");

    assertThat(find("alice")).contains(new KeyId("alice"));
  }

  @Test
  void key_revokedWhileAllAreRead_staysRevoked() {
    drawer.add("alice");
    known.catchUp(1);
    drawer.whileReading = () -> known.forget(new KeyId("alice"));

    known.catchUp(2);
    drawer.keys.clear();

    assertThat(find("alice")).isEmpty();
  }

  @Test
  void keys_whileTheRegistryCannotBeRead_stay() {
    drawer.add("alice");
    known.catchUp(1);
    drawer.away = true;

    assertThatThrownBy(() -> known.catchUp(2)).isInstanceOf(RegistryException.class);

    assertThat(find("alice")).isPresent();
  }

  @Test
  void keys_keptByAnotherProcess_countUntilTheRegistryIsRead() {
    assertThat(known.isKnown()).isFalse();
    known.restore(List.of(Drawer.key("alice")));
    assertThat(known.isKnown()).isTrue();
    drawer.away = true;
    assertThat(find("alice")).isPresent();

    drawer.away = false;
    known.catchUp(1);
    assertThat(find("alice")).isEmpty();

    known.restore(List.of(Drawer.key("alice")));
    assertThat(find("alice")).isEmpty();
  }

  @Test
  void keys_thatAreTooOld_areForgotten() {
    drawer.add("alice");
    known.catchUp(1);
    drawer.away = true;

    known.forgetAll();

    assertThat(known.isKnown()).isFalse();
    assertThatThrownBy(() -> find("alice")).isInstanceOf(RegistryException.class);
  }

  @Test
  void key_thatNobodyHas_isLookedForOnceInASecond() {
    known.catchUp(1);
    drawer.asked = 0;

    assertThat(find("guess")).isEmpty();
    assertThat(find("guess")).isEmpty();

    assertThat(drawer.asked).isEqualTo(1);
  }

  @Test
  @Timeout(60)
  void keys_thatNobodyHas_holdFewThreadsWhileTheRegistryIsSlow() throws Exception {
    drawer.add("alice");
    known.catchUp(1);
    CountDownLatch waiting = new CountDownLatch(4);
    CountDownLatch over = new CountDownLatch(1);
    drawer.whileLooking =
        () -> {
          waiting.countDown();
          over.await();
        };
    List<Thread> flood =
        IntStream.range(0, 4)
            .mapToObj(i -> Thread.ofPlatform().start(() -> find("guess" + i)))
            .toList();
    waiting.await();

    assertThatThrownBy(() -> find("guess"))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.problem().status()).isEqualTo(503));
    assertThat(find("alice")).isPresent();

    over.countDown();
    for (Thread thread : flood) {
      thread.join();
    }
    assertThat(find("guess")).isEmpty();
  }

  /** What happens while a key is looked for. */
  @FunctionalInterface
  private interface Look {
    void run() throws InterruptedException;
  }

  /** Keys in memory, each named like its value. */
  private static final class Drawer implements Keys {
    private final List<HashedKey> keys = new ArrayList<>();
    private boolean away;
    private int asked;
    private Runnable whileReading = () -> {};
    private Look whileLooking = () -> {};

    void add(String value) {
      keys.add(key(value));
    }

    static HashedKey key(String value) {
      ApiKey.Life life =
          new ApiKey.Life(Instant.EPOCH, Optional.empty(), Optional.empty(), Optional.empty());
      Grant grant = new Grant(Role.INVOKE, Optional.empty());
      return new HashedKey(
          new ApiKey(new KeyId(value), value, grant, life),
          Sha256.of(value.getBytes(StandardCharsets.UTF_8)).hex());
    }

    private void ask() {
      asked++;
      if (away) {
        throw new RegistryException("away");
      }
    }

    @Override
    public List<HashedKey> hashed() {
      ask();
      List<HashedKey> read = List.copyOf(keys);
      whileReading.run();
      return read;
    }

    @Override
    public Optional<ApiKey> find(Secret value) {
      ask();
      try {
        whileLooking.run();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return keys.stream()
          .map(HashedKey::key)
          .filter(it -> it.id().value().equals(value.reveal()))
          .findFirst();
    }

    @Override
    public IssuedKey issue(NewKey key) {
      throw new AssertionError("nobody makes keys here");
    }

    @Override
    public Optional<IssuedKey> issueIfNone(NewKey key) {
      throw new AssertionError("nobody makes keys here");
    }

    @Override
    public Page<ApiKey> list(PageRequest page) {
      return new Page<>(List.of(), Optional.empty());
    }

    @Override
    public boolean revoke(KeyId id) {
      return false;
    }

    @Override
    public int prune(Instant before) {
      return 0;
    }

    @Override
    public Revocation revokeUnlessLast(KeyId id) {
      return Revocation.UNKNOWN;
    }

    @Override
    public void used(Map<KeyId, Instant> last) {
      // Nobody asks.
    }
  }
}
