package dev.sluice.cli;

import dev.sluice.cli.demo.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code sluice} command. */
@Command(
    name = "sluice",
    version = "sluice " + Sluice.VERSION,
    mixinStandardHelpOptions = true,
    description = "Runs auth workflows that a team deploys by pushing to its Git repository.",
    subcommands = {ServeCommand.class, DemoCommand.class, SyncCommand.class, RegistryCommand.class})
public final class Sluice implements Runnable {
  static final String VERSION = "0.1.0";

  @Spec private CommandSpec spec;

  Sluice() {
    spec = CommandSpec.create();
  }

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command with all it can be asked, to be executed once. */
  public static CommandLine commandLine() {
    return new CommandLine(new Sluice()).setExecutionExceptionHandler(new Complaint());
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: serve, demo, sync or registry.");
  }
}
