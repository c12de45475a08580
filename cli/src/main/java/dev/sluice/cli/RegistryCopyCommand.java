package dev.sluice.cli;

import dev.sluice.registry.RegistryException;
import dev.sluice.registry.sql.Store;
import dev.sluice.registry.sql.StoreCopy;
import dev.sluice.registry.vault.MasterKeyException;
import dev.sluice.registry.vault.MasterKeys;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Copies a registry into an empty database. */
@Command(
    name = "copy",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Copies all that a registry holds into an empty one: from a data folder into a PostgreSQL"
          + " database, or back, or from one database into another. It is copied as it is at one"
          + " moment; processes may go on serving, and what they change later isn't copied: that"
          + " is a backup. To move, stop what serves from it first.",
      "",
      "The master key stays the same. It is read from SLUICE_MASTER_KEY, or else from the"
          + " master.key of the folder among the two. Passwords are read from PGPASSWORD, or from"
          + " a password file (PGPASSFILE)."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:all of it was copied",
      "1:nothing was; the other is as empty as before, or isn't there",
      "2:the command couldn't be understood"
    })
final class RegistryCopyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--from", required = true, paramLabel = "PLACE", description = Place.FORM)
  private String from = "";

  @Option(names = "--to", required = true, paramLabel = "PLACE", description = Place.FORM)
  private String to = "";

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Place there = new Place("--from", from);
    Place here = new Place("--to", to);
    try {
      MasterKeys keys = keys(there, here);
      try (Store source = there.existing()) {
        long rows =
            here.fill(target -> new StoreCopy(source, target, keys, line -> say(out, line)).run());
        say(
            out,
            "%,d rows were copied. What serves from there needs the same master key."
                .formatted(rows));
      }
      return 0;
    } catch (MasterKeyException | RegistryException e) {
      throw new CommandFailure(1, String.valueOf(e.getMessage()));
    }
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }

  private static MasterKeys keys(Place... places) {
    Path folder =
        Stream.of(places)
            .flatMap(place -> place.folder().stream())
            .findFirst()
            .orElse(Path.of(".sluice"));
    return MasterKeys.load(System.getenv(), folder, true);
  }
}
