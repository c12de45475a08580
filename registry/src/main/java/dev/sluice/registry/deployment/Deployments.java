package dev.sluice.registry.deployment;

import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.environment.EnvironmentName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The deployments that were built. They come into being by {@code Releases.deploy}. */
public interface Deployments {
  /** What was built of a pull request: to be tried, and never live. */
  record Preview(Deployment deployment, long pullRequest) {}

  /** A deployment and where it stands now. */
  record Listed(Deployment deployment, DeploymentStatus status) {}

  Optional<Deployment> find(EnvironmentName environment, DeploymentId id);

  /**
   * What was built of a pull request by that id; it is in no list, and nothing but this finds it.
   */
  Optional<Preview> preview(EnvironmentName environment, DeploymentId id);

  /** Forgets what was built of pull requests that were closed a week before then. */
  void prunePreviews(Instant now);

  /**
   * What the deployment, or the preview, was built into.
   *
   * @throws dev.sluice.registry.RegistryException if what is stored doesn't match the deployment's
   *     digest
   */
  Optional<Bundle> bundle(DeploymentId id);

  /** What the bundler said of it, a line each; nothing once that is forgotten. */
  Optional<String> buildLog(DeploymentId id);

  /**
   * The id of the sync that built it, in the environment it was built for; empty of one that was
   * built before that was written down.
   */
  Optional<String> builtBy(DeploymentId id);

  /**
   * Puts lines before what the bundler said of it: what was only found once it was live. Does
   * nothing if there's no deployment of that id.
   */
  void addToBuildLog(DeploymentId id, String lines);

  /**
   * What was built last for the environment from each of these files, a few builds of each, newest
   * first. Without those that nobody knows what they were built from.
   */
  List<BuiltBefore> builtBefore(EnvironmentName environment, Collection<String> files);

  /** Those built for the environment and those it was given from another, newest first. */
  Page<Listed> list(EnvironmentName environment, PageRequest page);

  /** The same for one; empty if the environment has none of that id. */
  Optional<Listed> listed(EnvironmentName environment, DeploymentId id);

  /**
   * Each workflow once, by id: with its live deployment, or the one that was live when it was
   * deactivated, or else its newest. Without those that were deleted and that no sync has brought
   * again.
   */
  List<Listed> workflows(EnvironmentName environment);
}
