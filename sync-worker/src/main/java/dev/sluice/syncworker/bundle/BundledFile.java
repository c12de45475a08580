package dev.sluice.syncworker.bundle;

import dev.sluice.runtime.BundleCode;
import dev.sluice.syncworker.fetch.Inputs;
import java.util.List;

/**
 * One workflow's file and all it imports, as one script.
 *
 * @param path the file's, from the repository's root
 * @param empty whether nothing of it is left to run
 * @param uses the bindings that the script seems to use
 * @param notes what is to be kept with it
 */
public record BundledFile(String path, BundleCode code, boolean empty, Uses uses, Notes notes) {
  /**
   * How it came to be.
   *
   * @param log what the bundler said, a line each
   * @param inputs all it was made of
   */
  public record Notes(String log, Inputs inputs) {}

  /**
   * Bindings, by their names.
   *
   * @param all whether there are surely no others
   */
  public record Uses(List<String> names, boolean all) {
    public Uses {
      names = List.copyOf(names);
    }
  }
}
