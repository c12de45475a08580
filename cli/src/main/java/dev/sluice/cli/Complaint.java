package dev.sluice.cli;

import dev.sluice.cli.log.Logs;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells what went wrong in a sentence; a stack only where nobody foresaw it. */
final class Complaint implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof CommandFailure failure) {
      tell(command, failure);
      return failure.exitCode();
    }
    if (e instanceof IllegalArgumentException) {
      tell(command, e);
      return CommandLine.ExitCode.USAGE;
    }
    if (Logs.areJson()) {
      LoggerFactory.getLogger(Sluice.class).error("This shouldn't have happened", e);
      return CommandLine.ExitCode.SOFTWARE;
    }
    command.getErr().println("sluice: this shouldn't have happened: " + e);
    e.printStackTrace(command.getErr());
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static void tell(CommandLine command, Exception e) {
    if (Logs.areJson()) {
      LoggerFactory.getLogger(Sluice.class).error(e.getMessage());
    } else {
      command.getErr().println("sluice: " + e.getMessage());
    }
  }
}
