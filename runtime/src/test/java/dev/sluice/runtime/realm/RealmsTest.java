package dev.sluice.runtime.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.runtime.BundleCode;
import dev.sluice.runtime.SaturatedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RealmsTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final RealmFactory factory = new RealmFactory();
  private final List<Realms> opened = new ArrayList<>();
  private final List<Realm> taken = new ArrayList<>();

  private Realms open(Realms realms) {
    opened.add(realms);
    return realms;
  }

  private Realm take(Realms realms, String environment) {
    Realm realm = realms.take(environment, LONG);
    taken.add(realm);
    return realm;
  }

  /** The engine doesn't bear being closed over realms that are still open. */
  @AfterEach
  void close() {
    taken.forEach(Realm::close);
    opened.forEach(Realms::close);
  }

  @Test
  void realm_givenBackAfterItsEnvironmentWasForgotten_neverServesTheNextOfThatName() {
    Realms realms = open(new Realms(factory, 4));
    Realm old = take(realms, "acme");
    realms.forget("acme");

    realms.giveBack(old);

    assertThat(realms.poll("acme").filter(realm -> realm == old)).isEmpty();
    assertThat(take(realms, "acme")).isNotSameAs(old);
    assertThatThrownBy(() -> old.load(new ProgramCode(nothing(), "\"bindings\":[]")))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void drain_whileARealmIsTaken_waitsForItAndGivesOutNoMore() {
    Realms realms = open(new Realms(factory, 2));
    Realm realm = take(realms, "acme");
    assertThat(realms.drain(SHORT)).isFalse();

    CompletableFuture<Boolean> drained =
        CompletableFuture.supplyAsync(() -> realms.drain(LONG), Thread.ofVirtual()::start);
    realms.giveBack(realm);

    assertThat(drained).succeedsWithin(LONG).isEqualTo(true);
    assertThat(realms.poll("acme")).isEmpty();
  }

  private static BundleCode nothing() {
    return new BundleCode("var __sluice_module = {};", "{}");
  }

  @Test
  void realm_givenBack_servesItsEnvironmentAgain() {
    Realms realms = open(new Realms(factory, 1));
    Realm realm = take(realms, "acme");
    realms.giveBack(realm);
    assertThat(take(realms, "acme")).isSameAs(realm);
  }

  @Test
  void count_isOfThoseInUseAndThoseKept() {
    Realms realms = open(new Realms(factory, 1));
    assertThat(realms.count()).isZero();
    Realm realm = take(realms, "acme");
    assertThat(realms.count()).isEqualTo(1);
    realms.giveBack(realm);
    assertThat(realms.count()).isEqualTo(1);

    realms.forget("acme");

    assertThat(realms.count()).isZero();
  }

  @Test
  void closeIdle_whereThereAreTooMany_closesThoseWantedLongestAgo() {
    Realms realms = open(new Realms(factory, 1));
    List<String> environments = List.of("first", "second", "third");
    for (String environment : environments) {
      realms.giveBack(realms.take(environment, LONG));
    }

    realms.closeIdle(System.nanoTime(), 3);
    assertThat(realms.count()).isEqualTo(3);
    realms.closeIdle(System.nanoTime(), 2);

    assertThat(environments.stream().map(it -> realms.poll(it).map(taken::add).isPresent()))
        .containsExactly(false, true, true);
  }

  @Test
  void take_beyondTheShare_isRefusedUntilOneIsDiscarded() {
    Realms realms = open(new Realms(factory, 1));
    Realm only = take(realms, "acme");
    assertThatThrownBy(() -> realms.take("acme", SHORT)).isInstanceOf(SaturatedException.class);

    realms.discard(only);

    assertThat(take(realms, "acme")).isNotSameAs(only);
  }

  @Test
  void take_whileMakingFails_getsOneOnceItSucceeds() {
    AtomicInteger tries = new AtomicInteger();
    Realms realms =
        open(
            new Realms(
                factory,
                pool -> {
                  if (tries.incrementAndGet() <= 2) {
                    throw new OutOfMemoryError("for the test");
                  }
                  return factory.make(pool);
                },
                1));

    assertThat(take(realms, "acme")).isNotNull();
    assertThat(tries).hasValue(3);
  }

  @Test
  void realms_ofTwoEnvironments_areEachMadeForTheirOwn() {
    List<RealmPool> madeFor = new CopyOnWriteArrayList<>();
    Realms realms =
        open(
            new Realms(
                factory,
                pool -> {
                  madeFor.add(pool);
                  return factory.make(pool);
                },
                1));
    Realm one = take(realms, "one");
    Realm two = take(realms, "two");
    assertThat(one.home()).isNotSameAs(two.home());
    assertThat(madeFor).contains(one.home(), two.home());
  }
}
