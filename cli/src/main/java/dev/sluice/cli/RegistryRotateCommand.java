package dev.sluice.cli;

import dev.sluice.registry.RegistryException;
import dev.sluice.registry.sql.Store;
import dev.sluice.registry.sql.StoreRotation;
import dev.sluice.registry.sql.Tables;
import dev.sluice.registry.vault.MasterKey;
import dev.sluice.registry.vault.MasterKeyException;
import dev.sluice.registry.vault.MasterKeys;
import dev.sluice.registry.vault.NextKeyFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Seals all that is secret in a registry under another master key. */
@Command(
    name = "rotate-master-key",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Seals all that a registry keeps secret under the next master key, in one transaction."
          + " Processes that were started with both keys go on; those with the old one alone serve"
          + " what they have read, and can change nothing.",
      "",
      "SLUICE_MASTER_KEY       the key it is sealed under.",
      "SLUICE_NEXT_MASTER_KEY  the key it is to be sealed under: openssl rand -base64 32.",
      "                        Either may be in a file that its name with _FILE tells.",
      "Without them, a new key takes the place of the data folder's master.key, which stays as"
          + " master.key.old-<when>: backups that were made before open with that one only."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:all is sealed under the next key, now or already before",
      "1:nothing has changed",
      "2:the command couldn't be understood"
    })
final class RegistryRotateCommand implements Callable<Integer> {
  private static final String FILE = "_FILE";

  private final Clock clock = Clock.systemUTC();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private RegistryPlaceOptions place = new RegistryPlaceOptions();

  @Override
  public Integer call() {
    try (Store store = place.open(Tables.AS_THEY_ARE)) {
      if (isGiven(MasterKeys.NEXT_VARIABLE)) {
        rotate(store, MasterKeys.load(System.getenv(), place.folder(), true));
      } else if (isGiven(MasterKey.VARIABLE)) {
        throw new CommandFailure(
            2,
            "set "
                + MasterKeys.NEXT_VARIABLE
                + " too, e.g. to what `openssl rand -base64 32` says");
      } else {
        rotateFile(store);
      }
      return 0;
    } catch (MasterKeyException | RegistryException e) {
      throw new CommandFailure(1, String.valueOf(e.getMessage()));
    }
  }

  private static boolean isGiven(String variable) {
    Map<String, String> variables = System.getenv();
    return Stream.of(variable, variable + FILE).anyMatch(variables::containsKey);
  }

  /** The next key is on disk before anything is sealed under it. */
  private void rotateFile(Store store) {
    Path folder = place.folder();
    MasterKey current = MasterKey.load(System.getenv(), folder, true);
    NextKeyFile file = new NextKeyFile(folder);
    rotate(store, new MasterKeys(current, Optional.of(file.make())));
    say(
        "The new key is in "
            + folder.resolve("master.key")
            + ", the old one in "
            + file.takeOver(clock.instant()));
  }

  private void rotate(Store store, MasterKeys keys) {
    OptionalInt values = new StoreRotation(store, keys, clock).run();
    say(
        values.isPresent()
            ? "%,d values were sealed under the next master key.".formatted(values.getAsInt())
            : "All was sealed under the next master key before.");
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
