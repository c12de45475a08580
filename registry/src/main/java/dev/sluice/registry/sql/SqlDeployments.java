package dev.sluice.registry.sql;

import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.deployment.BuiltBefore;
import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.Deployments;
import dev.sluice.registry.environment.EnvironmentName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The deployments in tables. */
record SqlDeployments(Database database) implements Deployments {

  @Override
  public Optional<Deployment> find(EnvironmentName environment, DeploymentId id) {
    return database.read(moment -> new StoredDeployments(moment).find(environment, id));
  }

  @Override
  public Optional<Bundle> bundle(DeploymentId id) {
    return database.read(moment -> new StoredDeployments(moment).bundle(id));
  }

  @Override
  public Optional<String> buildLog(DeploymentId id) {
    return database.read(moment -> new StoredDeployments(moment).buildLog(id));
  }

  @Override
  public Optional<String> builtBy(DeploymentId id) {
    return database.read(moment -> new StoredDeployments(moment).builtBy(id));
  }

  @Override
  public void addToBuildLog(DeploymentId id, String lines) {
    database.writing(transaction -> new StoredDeployments(transaction).addToBuildLog(id, lines));
  }

  @Override
  public Optional<Preview> preview(EnvironmentName environment, DeploymentId id) {
    return database.read(moment -> new StoredPreviews(moment).find(environment, id));
  }

  @Override
  public void prunePreviews(Instant now) {
    int forgotten;
    do {
      forgotten = database.write(transaction -> new StoredPreviews(transaction).prune(now));
    } while (StoredPreviews.mayBeMore(forgotten) && !Thread.currentThread().isInterrupted());
  }

  @Override
  public List<BuiltBefore> builtBefore(EnvironmentName environment, Collection<String> files) {
    return database.read(moment -> new BuildInputs(moment, environment).of(files));
  }

  @Override
  public Page<Listed> list(EnvironmentName environment, PageRequest request) {
    Paging paging = new Paging(request);
    return paging.page(
        database.read(
            moment -> new Standings(moment, environment).newest(paging.below(), paging.rows())));
  }

  @Override
  public Optional<Listed> listed(EnvironmentName environment, DeploymentId id) {
    return database.read(moment -> new Standings(moment, environment).find(id));
  }

  @Override
  public List<Listed> workflows(EnvironmentName environment) {
    return database.read(moment -> new Standings(moment, environment).workflows());
  }
}
