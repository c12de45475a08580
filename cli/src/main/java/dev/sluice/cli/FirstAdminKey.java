package dev.sluice.cli;

import dev.sluice.registry.Secret;
import dev.sluice.registry.key.IssuedKey;
import dev.sluice.registry.key.Keys;
import dev.sluice.registry.key.NewKey;
import dev.sluice.registry.key.Role;
import java.util.Optional;

/** The admin key that a new installation needs to let anybody in. */
final class FirstAdminKey {
  private FirstAdminKey() {}

  /** Makes one where there is no key at all and none was given; of many processes, one does. */
  static Optional<Secret> issueIfNone(Keys keys, Optional<Secret> given) {
    return given.isPresent()
        ? Optional.empty()
        : keys.issueIfNone(NewKey.of(Role.ADMIN, Optional.empty())).map(IssuedKey::value);
  }
}
