package dev.sluice.cli.demo;

import dev.sluice.cli.Address;
import dev.sluice.cli.AdminKey;
import dev.sluice.cli.CommandFailure;
import dev.sluice.cli.Listening;
import dev.sluice.cli.ServeSettings;
import dev.sluice.cli.Shutdown;
import dev.sluice.cli.SluiceProcess;
import dev.sluice.cli.Storage;
import dev.sluice.registry.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the main job end to end. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts everything in one process and shows the main job end to end, on real parts:",
      "a Git repository is pushed to, its workflows go live, an auth service's calls get claims.",
      "Then it keeps serving, with the curl to try."
    })
public final class DemoCommand implements Callable<Integer> {
  @Option(names = "--once", description = "exit when all is shown; 0 only if all of it worked")
  private boolean once;

  @Option(names = "--port", description = "the port to listen on (default: ${DEFAULT-VALUE})")
  private int port = 8080;

  @Option(names = "--data", description = "where everything is kept (default: ${DEFAULT-VALUE})")
  private Path data = Path.of(".sluice");

  @Override
  public Integer call() throws Exception {
    Secret key = AdminKey.given().orElseGet(AdminKey::random);
    Narrator narrator = new Narrator(System.out);
    System.out.println("Sluice demo: from push to run, on real parts.\n");
    ServeSettings settings =
        new ServeSettings(
            Listening.on(new Address("127.0.0.1", port)),
            Storage.in(data),
            ServeSettings.Sources.usual(true),
            ServeSettings.allRoles(),
            ServeSettings.Administration.by(Optional.of(key)));
    SluiceProcess process =
        narrator.step(
            "Start webhook, sync worker and gateway", () -> SluiceProcess.start(settings));
    narrator.say(process.greeting());
    try (StandInApi api = new StandInApi()) {
      try {
        new Demo(process.uri(), key, data.resolve("demo"), api, narrator).tell();
      } catch (DemoFailedException | IOException e) {
        process.close();
        throw new CommandFailure(1, "the demo didn't work: " + e.getMessage());
      }
      return once ? end(process) : keepServing(process, key);
    }
  }

  private static int end(SluiceProcess process) {
    process.close();
    System.out.println("\nAll of it worked.");
    return 0;
  }

  private static int keepServing(SluiceProcess process, Secret key) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Shutdown.onSignal(process, stopped);
    System.out.println(
        """

        All of it worked, and it is still serving. Try:

        curl -s %s \\
          -H 'Authorization: Bearer %s' \\
          -d '{"event":{"request":{},"context":{"user":{"id":"kp_1"}}}}'

        Ctrl-C ends it.\
        """
            .formatted(process.uri().resolve(Demo.RUN_PATH), key.reveal()));
    stopped.await();
    return 0;
  }
}
