package dev.sluice.gateway.standby;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.key.ApiKey;
import dev.sluice.registry.key.Grant;
import dev.sluice.registry.key.HashedKey;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.key.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The API keys: what opens what, never a key itself. */
record KeysSheet(List<Key> keys) {
  KeysSheet {
    keys = List.copyOf(keys);
  }

  record Key(
      String id,
      String name,
      String sha256,
      Role role,
      Optional<String> environment,
      Optional<Instant> expiresAt) {

    static Key of(HashedKey hashed) {
      ApiKey key = hashed.key();
      return new Key(
          key.id().value(),
          key.name(),
          hashed.sha256(),
          key.role(),
          key.environment().map(EnvironmentName::value),
          key.life().expiresAt());
    }

    HashedKey hashed() {
      Grant grant = new Grant(role, environment.map(EnvironmentName::new));
      // When it was made and used is asked of the registry only.
      ApiKey.Life life =
          new ApiKey.Life(Instant.EPOCH, Optional.empty(), expiresAt, Optional.empty());
      return new HashedKey(new ApiKey(new KeyId(id), name, grant, life), sha256);
    }
  }

  static KeysSheet of(List<HashedKey> keys) {
    return new KeysSheet(keys.stream().map(Key::of).toList());
  }

  List<HashedKey> hashed() {
    return keys.stream().map(Key::hashed).toList();
  }
}
