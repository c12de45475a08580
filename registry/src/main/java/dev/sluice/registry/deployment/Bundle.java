package dev.sluice.registry.deployment;

/**
 * What a workflow was built into.
 *
 * @param code JavaScript for the runtime
 * @param sourceMap source map version 3, as JSON
 * @param settings the workflow's own settings, as the JSON object its module exports
 * @param buildLog what the bundler said, a line each; nothing once that is forgotten
 */
public record Bundle(String code, String sourceMap, String settings, String buildLog) {
  /** Names everything that decides how the workflow behaves. */
  public Digest digest() {
    return Digest.of(code, sourceMap, settings);
  }
}
