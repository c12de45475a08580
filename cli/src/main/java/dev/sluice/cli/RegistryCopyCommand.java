package dev.sluice.cli;

import dev.sluice.registry.RegistryException;
import dev.sluice.registry.postgresql.PostgresqlAddress;
import dev.sluice.registry.postgresql.PostgresqlRegistry;
import dev.sluice.registry.sql.Store;
import dev.sluice.registry.sql.StoreCopy;
import dev.sluice.registry.sqlite.SqliteRegistry;
import dev.sluice.registry.vault.MasterKey;
import dev.sluice.registry.vault.MasterKeyException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
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
          + " database, or back, or from one database into another. Stop what serves from it"
          + " first: what is changed later isn't copied.",
      "",
      "The master key stays the same. It is read from SLUICE_MASTER_KEY, or else from the"
          + " master.key of the folder among the two. Passwords are read from PGPASSWORD, or from"
          + " a password file (PGPASSFILE)."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:all of it was copied",
      "1:nothing was; the other is as empty as before",
      "2:the command couldn't be understood"
    })
final class RegistryCopyCommand implements Callable<Integer> {
  private static final String FORM = "a data folder, or postgresql://user@host/database";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--from", required = true, paramLabel = "PLACE", description = FORM)
  private String from = "";

  @Option(names = "--to", required = true, paramLabel = "PLACE", description = FORM)
  private String to = "";

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      MasterKey key = key();
      try (Store source = existing(from);
          Store target = store("--to", to)) {
        long rows = new StoreCopy(source, target, key, line -> say(out, line)).run();
        say(
            out,
            "%,d rows were copied. Start serving from there with the same master key."
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

  private MasterKey key() {
    Path folder =
        Stream.of(from, to)
            .flatMap(it -> folder(it).stream())
            .findFirst()
            .orElse(Path.of(".sluice"));
    return MasterKey.load(System.getenv(), folder, true);
  }

  private static Optional<Path> folder(String place) {
    return PostgresqlAddress.isMeant(place) ? Optional.empty() : Optional.of(Path.of(place));
  }

  private static Store existing(String place) {
    folder(place)
        .filter(folder -> !SqliteRegistry.exists(folder))
        .ifPresent(folder -> {
          throw new CommandFailure(1, "there is no registry in " + folder + " to copy");
        });
    return store("--from", place);
  }

  private static Store store(String option, String place) {
    return folder(place)
        .map(RegistryCopyCommand::inFolder)
        .orElseGet(() -> inDatabase(option, place));
  }

  private static Store inFolder(Path folder) {
    DataFolder.make(folder);
    return SqliteRegistry.store(folder);
  }

  private static Store inDatabase(String option, String place) {
    return PostgresqlRegistry.store(RegistryOption.onCommandLine(option, place, System.getenv()));
  }
}
