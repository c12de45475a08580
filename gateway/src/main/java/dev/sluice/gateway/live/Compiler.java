package dev.sluice.gateway.live;

import dev.sluice.runtime.BundleException;
import dev.sluice.runtime.Program;
import dev.sluice.runtime.ProgramSource;
import java.time.Duration;

/** What makes programs; {@code WorkflowRuntime::compile} outside of tests. */
@FunctionalInterface
interface Compiler {
  /**
   * Makes one.
   *
   * @param patience how long to wait for a realm
   * @throws BundleException if it doesn't parse
   * @throws dev.sluice.runtime.SaturatedException if there's no realm to be had
   */
  Program compile(ProgramSource source, Duration patience) throws BundleException;
}
