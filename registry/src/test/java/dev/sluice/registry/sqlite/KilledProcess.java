package dev.sluice.registry.sqlite;

import static dev.sluice.registry.contract.Samples.build;
import static dev.sluice.registry.contract.Samples.built;
import static dev.sluice.registry.contract.Samples.commit;
import static dev.sluice.registry.contract.Samples.push;

import dev.sluice.registry.Registry;
import dev.sluice.registry.contract.Samples;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.sync.Sync;
import java.nio.file.Path;
import java.time.Clock;

/**
 * A program that accepts pushes and deploys commits until it is killed, and says on its output what
 * it was told is done.
 */
final class KilledProcess {
  static final EnvironmentName ENVIRONMENT = new EnvironmentName("production");

  private KilledProcess() {}

  /**
   * @param arguments the data directory, and the number to begin with
   */
  public static void main(String[] arguments) {
    Registry registry =
        SqliteRegistry.open(Path.of(arguments[0]), MasterKeys.KEY, Clock.systemUTC());
    Samples samples = new Samples(registry);
    samples.environment(ENVIRONMENT, true);
    samples.giveBack();
    for (int i = Integer.parseInt(arguments[1]); true; i++) {
      Sync accepted = registry.syncs().accept(push(ENVIRONMENT, "delivery " + i));
      System.out.println("accepted " + accepted.id());
      Sync claimed = samples.claim(Clock.systemUTC().instant()).orElseThrow();
      String code = "the same in both " + i;
      registry
          .releases()
          .deploy(built(claimed, commit(i), build("a", "t1", code), build("b", "t2", code)));
      System.out.println("released " + i);
    }
  }
}
