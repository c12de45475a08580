package dev.sluice.registry.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.registry.Secret;
import dev.sluice.registry.key.ApiKey;
import dev.sluice.registry.key.IssuedKey;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.key.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store's API keys must do. */
public abstract class KeysContract extends RegistryContract {

  @Test
  void issue_scopedKey_isFoundByItsValue() {
    IssuedKey issued = registry.keys().issue(Role.INVOKE, Optional.of(PRODUCTION));

    assertThat(issued.value().reveal()).matches("sluice_[A-Za-z0-9_-]{43}");
    assertThat(issued.key())
        .isEqualTo(new ApiKey(issued.key().id(), Role.INVOKE, Optional.of(PRODUCTION), now()));
    assertThat(issued.key().id().value()).startsWith("key_");
    assertThat(registry.keys().find(issued.value())).contains(issued.key());
  }

  @Test
  void find_anyOtherValue_isEmpty() {
    String value = registry.keys().issue(Role.ADMIN, Optional.empty()).value().reveal();

    assertThat(registry.keys().find(new Secret(value + " "))).isEmpty();
    assertThat(registry.keys().find(new Secret(value.substring(1)))).isEmpty();
    assertThat(registry.keys().find(new Secret(""))).isEmpty();
  }

  @Test
  void list_eachRole_isNewestFirst() {
    List<ApiKey> issued = new ArrayList<>();
    for (Role role : Role.values()) {
      issued.add(registry.keys().issue(role, Optional.empty()).key());
    }

    assertThat(registry.keys().list()).isEqualTo(issued.reversed());
  }

  @Test
  void revoke_there_isWorthless() {
    IssuedKey revoked = registry.keys().issue(Role.DEPLOY, Optional.empty());
    IssuedKey kept = registry.keys().issue(Role.DEPLOY, Optional.empty());

    assertThat(registry.keys().revoke(revoked.key().id())).isTrue();

    assertThat(registry.keys().find(revoked.value())).isEmpty();
    assertThat(registry.keys().list()).containsExactly(kept.key());
    assertThat(registry.keys().revoke(revoked.key().id())).isFalse();
    assertThat(registry.keys().revoke(new KeyId("key_unknown"))).isFalse();
  }

  @Test
  void issue_noSuchEnvironment_saysSo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.keys().issue(Role.INVOKE, Optional.of(NOWHERE)))
        .withMessageContaining("nowhere");
  }
}
