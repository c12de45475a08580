package dev.sluice.gateway.live;

import dev.sluice.runtime.BundleException;
import dev.sluice.runtime.Program;
import dev.sluice.runtime.ProgramSource;

/** What makes programs; {@code WorkflowRuntime::compile} outside of tests. */
@FunctionalInterface
interface Compiler {
  Program compile(ProgramSource source) throws BundleException;
}
