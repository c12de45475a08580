package dev.sluice.webhook;

import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentSecret;

/**
 * A delivery that someone made who knows the environment's secret.
 *
 * @param by which of its secrets
 */
record Genuine(
    Environment environment,
    GitHost host,
    Delivery delivery,
    Message message,
    EnvironmentSecret by) {

  /** That secret's name in the API. */
  String secretName() {
    return by == EnvironmentSecret.WEBHOOK ? "webhookSecret" : "nextWebhookSecret";
  }
}
