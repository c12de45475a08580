package dev.sluice.registry.sql;

import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.vault.Binding;
import dev.sluice.registry.vault.Vault;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** One environment's secrets, sealed in its rows. */
record StoredSecrets(Vault vault, EnvironmentName environment) {
  void put(Handle transaction, Map<EnvironmentSecret, Optional<Secret>> secrets) {
    secrets.forEach((which, value) -> {
      transaction.execute(
          "DELETE FROM environment_secrets WHERE environment = ? AND kind = ?",
          environment.value(),
          which.label());
      value.ifPresent(secret ->
          transaction.execute(
              "INSERT INTO environment_secrets (environment, kind, value) VALUES (?, ?, ?)",
              environment.value(),
              which.label(),
              vault.seal(secret, Binding.secret(environment, which))));
    });
  }

  /** Those that are there; none is opened. */
  Set<EnvironmentSecret> kinds(Handle moment) {
    Set<String> labels =
        moment
            .createQuery("SELECT kind FROM environment_secrets WHERE environment = :environment")
            .bind("environment", environment.value())
            .mapTo(String.class)
            .set();
    return Arrays.stream(EnvironmentSecret.values())
        .filter(which -> labels.contains(which.label()))
        .collect(Collectors.toSet());
  }

  Optional<Secret> find(Handle moment, EnvironmentSecret which) {
    return moment
        .createQuery(
            "SELECT value FROM environment_secrets WHERE environment = :environment AND kind ="
                + " :kind")
        .bind("environment", environment.value())
        .bind("kind", which.label())
        .mapTo(byte[].class)
        .findOne()
        .map(bytes -> vault.open(bytes, Binding.secret(environment, which)));
  }
}
