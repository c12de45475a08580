package dev.sluice.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with a whole registry. */
@Command(
    name = "registry",
    mixinStandardHelpOptions = true,
    description = "Copies, backs up and brings up to date a registry, and rotates its master key.",
    subcommands = {
      RegistryCopyCommand.class,
      RegistryMigrateCommand.class,
      RegistryRotateCommand.class
    })
final class RegistryCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: copy, migrate or rotate-master-key.");
  }
}
