package dev.sluice.registry.contract;

import static dev.sluice.registry.contract.Samples.build;
import static dev.sluice.registry.contract.Samples.commit;
import static dev.sluice.registry.contract.Samples.push;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Registry;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.key.IssuedKey;
import dev.sluice.registry.key.NewKey;
import dev.sluice.registry.key.Role;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncStatus;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many threads, and several registries on one database as several processes would have it open. */
public abstract class ConcurrencyContract {
  private static final EnvironmentName PRODUCTION = new EnvironmentName("production");
  private static final int THREADS = 8;

  /** Another registry on the same database, which is the test's own. */
  protected abstract Registry open();

  @Test
  void open_newDirectoryByManyAtOnce_makesOneRegistry() throws Exception {
    for (Registry registry : atOnce(THREADS, _ -> open())) {
      registry.close();
    }

    open().close();
  }

  @Test
  void issueIfNone_byManyAtOnceInTwoRegistries_makesOneKey() throws Exception {
    try (Registry one = open();
        Registry two = open()) {
      NewKey admin = NewKey.of(Role.ADMIN, Optional.empty());

      List<Optional<IssuedKey>> issued =
          atOnce(2 * THREADS, i -> (i % 2 == 0 ? one : two).keys().issueIfNone(admin));

      assertThat(issued).filteredOn(Optional::isPresent).hasSize(1);
      assertThat(one.keys().list(PageRequest.first(2)).items()).hasSize(1);
    }
  }

  @Test
  void accept_manyAtOnceInTwoRegistries_losesNoneAndLeavesOneWaiting() throws Exception {
    try (Registry one = open();
        Registry two = open()) {
      new Samples(one).environment(PRODUCTION, true);

      List<Sync> accepted =
          atOnce(
              200, i -> (i % 2 == 0 ? one : two).syncs().accept(push(PRODUCTION, "delivery " + i)));

      List<Sync> kept = one.syncs().list(PRODUCTION, PageRequest.first(200)).items();
      assertThat(kept).extracting(Sync::id).hasSize(200);
      assertThat(kept)
          .extracting(Sync::id)
          .containsExactlyInAnyOrderElementsOf(accepted.stream().map(Sync::id).toList());
      assertThat(kept.getFirst().status()).isEqualTo(SyncStatus.QUEUED);
      assertThat(kept.subList(1, 200)).extracting(Sync::status).containsOnly(SyncStatus.SUPERSEDED);
    }
  }

  @Test
  void accept_oneDeliveryManyTimesAtOnce_isOneSync() throws Exception {
    try (Registry one = open();
        Registry two = open()) {
      new Samples(one).environment(PRODUCTION, true);

      List<Sync> accepted =
          atOnce(40, i -> (i % 2 == 0 ? one : two).syncs().accept(push(PRODUCTION, "the same")));

      assertThat(accepted.stream().map(Sync::id).distinct()).hasSize(1);
    }
  }

  @Test
  void claim_manyAtOnce_givesEachSyncOnce() throws Exception {
    try (Registry one = open();
        Registry two = open()) {
      for (int i = 0; i < 10; i++) {
        EnvironmentName name = new EnvironmentName("e" + i);
        new Samples(one).environment(name, true);
        one.syncs().request(name, "asked for by a test");
      }
      Clock clock = Clock.systemUTC();

      List<Sync> claimed =
          atOnce(20, i -> new Samples(i % 2 == 0 ? one : two).claim(clock.instant())).stream()
              .flatMap(sync -> sync.stream())
              .toList();

      assertThat(claimed).extracting(Sync::environment).doesNotHaveDuplicates().hasSize(10);
    }
  }

  @Test
  void live_readWhileReleasesAreWritten_isAlwaysWhole() throws Exception {
    try (Registry registry = open()) {
      Samples samples = new Samples(registry);
      samples.environment(PRODUCTION, true);
      samples.release(PRODUCTION, commit(1), build("a", "t1", "1"), build("b", "t2", "1"));

      List<Release> seen =
          atOnce(
              100,
              i ->
                  i % 5 == 0
                      ? release(registry, samples, i + 2)
                      : registry.releases().live(PRODUCTION).orElseThrow());

      assertThat(seen)
          .allSatisfy(release ->
              assertThat(release.deployments())
                  .hasSize(2)
                  .allMatch(member -> release.commit().equals(Optional.of(member.commit()))));
    }
  }

  /** One thread at a time: an environment runs one sync. */
  private Release release(Registry registry, Samples samples, int number) {
    synchronized (registry) {
      return samples.release(
          PRODUCTION, commit(number), build("a", "t1", "1"), build("b", "t2", "" + number));
    }
  }

  /** Work that may fail, told its number. */
  private interface Work<T> {
    T run(int number) throws Exception;
  }

  private static <T> List<T> atOnce(int times, Work<T> work)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Callable<T>> tasks =
          IntStream.range(0, times).<Callable<T>>mapToObj(i -> () -> work.run(i)).toList();
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    }
  }
}
