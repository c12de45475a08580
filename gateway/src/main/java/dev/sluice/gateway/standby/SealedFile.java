package dev.sluice.gateway.standby;

import dev.sluice.registry.deployment.Digest;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.vault.Binding;

/**
 * One file of the standby folder, and what it is sealed as: what lies in another file, or was kept
 * of another environment or registry, doesn't open as it.
 *
 * @param name within the folder
 */
record SealedFile(String name, Binding binding) {
  private static final String SETTINGS = ".settings";
  private static final String RELEASE = ".release";
  static final String BUNDLES = "bundles";

  /** What lies in the others, and how new it is. */
  static SealedFile index(String registry) {
    return new SealedFile("index", new Binding("standby index", "", registry));
  }

  /** The API keys. */
  static SealedFile keys(String registry) {
    return new SealedFile("keys", new Binding("standby API keys", "", registry));
  }

  /** What runs of an environment are given. */
  static SealedFile settings(EnvironmentName environment, String registry) {
    return new SealedFile(
        environment + SETTINGS, new Binding("standby settings", environment.value(), registry));
  }

  /** What is live in an environment. */
  static SealedFile release(EnvironmentName environment, String registry) {
    return new SealedFile(
        environment + RELEASE, new Binding("standby release", environment.value(), registry));
  }

  /** What a deployment was built into; the same for all environments. */
  static SealedFile bundle(Digest digest, String registry) {
    String hex = digest.value().substring(digest.value().indexOf(':') + 1);
    return new SealedFile(
        BUNDLES + "/" + hex, new Binding("standby bundle", "", hex + " of " + registry));
  }

  /** Whether a file of that name holds settings. */
  static boolean isSettings(String name) {
    return name.endsWith(SETTINGS);
  }

  /** The environment whose settings lie in a file of that name. */
  static EnvironmentName environment(String settings) {
    return new EnvironmentName(settings.substring(0, settings.length() - SETTINGS.length()));
  }
}
