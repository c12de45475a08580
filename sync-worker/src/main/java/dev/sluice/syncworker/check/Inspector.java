package dev.sluice.syncworker.check;

import dev.sluice.runtime.BundleCode;
import dev.sluice.runtime.Inspection;

/** Loads a bundle with nothing mounted, to see what it is. Thread-safe. */
@FunctionalInterface
public interface Inspector {
  Inspection inspect(BundleCode bundle);
}
