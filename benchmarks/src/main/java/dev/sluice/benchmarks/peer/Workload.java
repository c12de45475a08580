package dev.sluice.benchmarks.peer;

import dev.sluice.benchmarks.child.Workspace;
import java.nio.file.Path;

/**
 * What every peer is to do.
 *
 * @param bundle the JavaScript that Sluice's own worker made of the workflow
 * @param call the body of every request
 * @param sample an answer of Sluice's, which the peers' answers are as long as
 */
public record Workload(String bundle, String call, String sample) {

  /** The bundle as a file. */
  Path bundleFile(Workspace workspace) {
    return workspace.write("bundle.js", bundle);
  }

  /** The sample answer as a file. */
  Path sampleFile(Workspace workspace) {
    return workspace.write("sample.json", sample);
  }
}
