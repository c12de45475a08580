package dev.sluice.cli;

import dev.sluice.registry.RegistryException;
import dev.sluice.registry.sql.Store;
import dev.sluice.registry.sql.Tables;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Brings a registry's tables to what this version works with. */
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes a registry's tables, or brings them up to date, and ends: before the processes of a"
          + " newer version are started with --no-migrate. Those of the version before go on"
          + " serving. Without it, the first process of a newer version does so.",
      "",
      "It needs the database's password (PGPASSWORD, PGPASSFILE), and no master key."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:they are up to date",
      "1:they couldn't be brought up to date",
      "2:the command couldn't be understood"
    })
final class RegistryMigrateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private RegistryPlaceOptions place = new RegistryPlaceOptions();

  @Override
  public Integer call() {
    try (Store _ = place.open(Tables.MIGRATED)) {
      spec.commandLine().getOut().println("The tables of " + place.name() + " are up to date.");
      return 0;
    } catch (RegistryException e) {
      throw new CommandFailure(1, String.valueOf(e.getMessage()));
    }
  }
}
