package dev.sluice.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells what went wrong in a sentence; a stack only where nobody foresaw it. */
final class Complaint implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof CommandFailure failure) {
      command.getErr().println("sluice: " + failure.getMessage());
      return failure.exitCode();
    }
    if (e instanceof IllegalArgumentException) {
      command.getErr().println("sluice: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    command.getErr().println("sluice: this shouldn't have happened: " + e);
    e.printStackTrace(command.getErr());
    return CommandLine.ExitCode.SOFTWARE;
  }
}
