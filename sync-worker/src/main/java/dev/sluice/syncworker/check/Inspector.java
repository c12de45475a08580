package dev.sluice.syncworker.check;

import dev.sluice.runtime.BundleCode;
import dev.sluice.runtime.Inspection;

/** Loads a bundle with nothing mounted, as an environment would, to see what it is. Thread-safe. */
@FunctionalInterface
public interface Inspector {
  /**
   * @param environment the one it is built for, by name
   */
  Inspection inspect(String environment, BundleCode bundle);
}
