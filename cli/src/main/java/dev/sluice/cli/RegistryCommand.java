package dev.sluice.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with a registry while nothing serves from it. */
@Command(
    name = "registry",
    mixinStandardHelpOptions = true,
    description = "Moves a registry from one database to another.",
    subcommands = RegistryCopyCommand.class)
final class RegistryCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: copy.");
  }
}
