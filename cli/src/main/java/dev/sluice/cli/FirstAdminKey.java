package dev.sluice.cli;

import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Secret;
import dev.sluice.registry.key.Keys;
import dev.sluice.registry.key.Role;
import java.util.Optional;

/** The admin key that a new installation needs to let anybody in. */
final class FirstAdminKey {
  private FirstAdminKey() {}

  /** Makes one where there is no key at all and none was given. */
  static Optional<Secret> issueIfNone(Keys keys, Optional<Secret> given) {
    return given.isEmpty() && keys.list(PageRequest.first(1)).items().isEmpty()
        ? Optional.of(keys.issue(Role.ADMIN, Optional.empty()).value())
        : Optional.empty();
  }
}
