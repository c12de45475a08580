package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.ProblemCode;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.openapi.Operation;
import dev.sluice.registry.environment.DeployKey;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.environment.Environments;
import dev.sluice.registry.trust.SshHostKey;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /v1/environments/{environment}/deploy-key}: the SSH key that its repository is read with.
 */
final class DeployKeyRoutes {
  private static final String PATH = "/v1/environments/{environment}/deploy-key";

  private final Environments environments;

  DeployKeyRoutes(Environments environments) {
    this.environments = environments;
  }

  /**
   * The half that is shown.
   *
   * @param publicKey a line as {@code authorized_keys} has it, for the Git host
   * @param fingerprint as {@code ssh-keygen -l} shows it
   */
  record View(String publicKey, String fingerprint) {
    static View of(EnvironmentName environment, DeployKey key) {
      return new View(
          key.line() + " sluice-" + environment, new SshHostKey(key.line()).fingerprint());
    }
  }

  void register(GuardedApi api) {
    api.post(
        PATH,
        Operation.of(
                "makeDeployKey", "Makes an SSH key for the repository, instead of the present.")
            .inEnvironment(Right.ADMINISTER)
            .mayBeRepeated()
            .comparesSettings()
            .answers(201, View.class),
        this::make);
    api.get(
        PATH,
        Operation.of("getDeployKey", "Shows the public half of the repository's SSH key.")
            .inEnvironment(Right.ADMINISTER)
            .answers(200, View.class)
            .refuses(ProblemCode.NO_DEPLOY_KEY),
        this::get);
  }

  private void make(Context ctx, Call call) {
    EnvironmentName environment = call.environment();
    DeployKey key = DeployKey.generate();
    call.registry()
        .environments()
        .putSecrets(environment, Map.of(EnvironmentSecret.DEPLOY_KEY, Optional.of(key.toSecret())));
    Answers.json(ctx, 201, View.of(environment, key));
  }

  private void get(Context ctx, Call call) {
    EnvironmentName environment = call.environment();
    DeployKey key =
        environments
            .secret(environment, EnvironmentSecret.DEPLOY_KEY)
            .map(DeployKey::of)
            .orElseThrow(() ->
                Refusal.notFound(
                    "no_deploy_key", "No deploy key was made for %s.".formatted(environment)));
    Answers.json(ctx, 200, View.of(environment, key));
  }
}
