package dev.sluice.gateway.trigger;

import dev.sluice.runtime.Outcome;
import dev.sluice.runtime.Program;
import dev.sluice.runtime.RunRequest;

/** What runs programs on the calling thread: {@code WorkflowRuntime::run} outside of tests. */
@FunctionalInterface
public interface Runner {
  Outcome run(Program program, RunRequest request);
}
