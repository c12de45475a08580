package dev.sluice.registry.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Secret;
import dev.sluice.registry.audit.Actor;
import dev.sluice.registry.audit.AuditFilter;
import dev.sluice.registry.key.ApiKey;
import dev.sluice.registry.key.Grant;
import dev.sluice.registry.key.HashedKey;
import dev.sluice.registry.key.IssuedKey;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.key.NewKey;
import dev.sluice.registry.key.Revocation;
import dev.sluice.registry.key.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store's API keys must do. */
public abstract class KeysContract extends RegistryContract {

  @Test
  void issue_scopedKey_isFoundByItsValue() {
    IssuedKey issued = registry.keys().issue(Role.INVOKE, Optional.of(PRODUCTION));

    assertThat(issued.value().reveal()).matches("sluice_[A-Za-z0-9_-]{43}");
    ApiKey.Life life =
        new ApiKey.Life(now(), Optional.of("sluice"), Optional.empty(), Optional.empty());
    Grant grant = new Grant(Role.INVOKE, Optional.of(PRODUCTION));
    assertThat(issued.key())
        .isEqualTo(new ApiKey(issued.key().id(), "invoke key for production", grant, life));
    assertThat(issued.key().id().value()).startsWith("key_");
    assertThat(registry.keys().find(issued.value())).contains(issued.key());
  }

  @Test
  void issueIfNone_makesTheFirst_andNoOther() {
    IssuedKey first = registry.keys().issueIfNone(admin()).orElseThrow();

    assertThat(registry.keys().issueIfNone(admin())).isEmpty();
    assertThat(registry.keys().find(first.value())).contains(first.key());
    assertThat(list()).containsExactly(first.key());
  }

  @Test
  void issueIfNone_whereTheOnlyOneHasExpired_makesNone() {
    registry
        .keys()
        .issue(new NewKey("a", new Grant(Role.READ, Optional.empty()), Optional.of(soon())));
    clock.pass(Duration.ofHours(1));

    assertThat(registry.keys().issueIfNone(admin())).isEmpty();
  }

  private Instant soon() {
    return now().plusSeconds(1);
  }

  private static NewKey admin() {
    return NewKey.of(Role.ADMIN, Optional.empty());
  }

  @Test
  void find_anyOtherValue_isEmpty() {
    String value = registry.keys().issue(Role.ADMIN, Optional.empty()).value().reveal();

    assertThat(registry.keys().find(new Secret(value + " "))).isEmpty();
    assertThat(registry.keys().find(new Secret(value.substring(1)))).isEmpty();
    assertThat(registry.keys().find(new Secret(""))).isEmpty();
  }

  @Test
  void hashed_eachKey_isKnownByTheHashOfItsValue() throws Exception {
    IssuedKey first = registry.keys().issue(Role.INVOKE, Optional.of(PRODUCTION));
    IssuedKey second = registry.keys().issue(Role.READ, Optional.empty());
    IssuedKey revoked = registry.keys().issue(Role.ADMIN, Optional.empty());
    registry.keys().revoke(revoked.key().id());

    assertThat(registry.keys().hashed()).containsExactlyInAnyOrder(hashed(first), hashed(second));
  }

  private static HashedKey hashed(IssuedKey issued) throws Exception {
    byte[] value = issued.value().reveal().getBytes(StandardCharsets.UTF_8);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(value);
    return new HashedKey(issued.key(), HexFormat.of().formatHex(hash));
  }

  @Test
  void list_eachRole_isNewestFirst() {
    List<ApiKey> issued = new ArrayList<>();
    for (Role role : Role.values()) {
      issued.add(registry.keys().issue(role, Optional.empty()).key());
    }

    assertThat(list()).isEqualTo(issued.reversed());
  }

  @Test
  void list_pageWhoseLastKeyIsRevoked_goesOnBehindIt() {
    List<ApiKey> issued = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      issued.add(registry.keys().issue(Role.READ, Optional.empty()).key());
    }
    Optional<String> next = registry.keys().list(PageRequest.first(2)).next();

    registry.keys().revoke(issued.get(2).id());
    registry.keys().revoke(issued.get(1).id());

    assertThat(registry.keys().list(new PageRequest(2, next)).items())
        .containsExactly(issued.get(0));
  }

  private List<ApiKey> list() {
    return Pages.all(3, registry.keys()::list);
  }

  @Test
  void revoke_there_isWorthless() {
    IssuedKey revoked = registry.keys().issue(Role.DEPLOY, Optional.empty());
    IssuedKey kept = registry.keys().issue(Role.DEPLOY, Optional.empty());

    assertThat(registry.keys().revoke(revoked.key().id())).isTrue();

    assertThat(registry.keys().find(revoked.value())).isEmpty();
    assertThat(list()).containsExactly(kept.key());
    assertThat(registry.keys().revoke(revoked.key().id())).isFalse();
    assertThat(registry.keys().revoke(new KeyId("key_unknown"))).isFalse();
    assertThat(registry.keys().revokeUnlessLast(new KeyId("key_unknown")))
        .isEqualTo(Revocation.UNKNOWN);
  }

  @Test
  void revokeUnlessLast_ofThoseThatMayDoEverything_keepsOne() {
    KeyId last = registry.keys().issue(Role.ADMIN, Optional.empty()).key().id();
    registry.keys().issue(Role.ADMIN, Optional.of(PRODUCTION));
    KeyId other = registry.keys().issue(Role.DEPLOY, Optional.empty()).key().id();

    assertThat(registry.keys().revokeUnlessLast(last)).isEqualTo(Revocation.LAST);
    assertThat(registry.keys().revokeUnlessLast(other)).isEqualTo(Revocation.DONE);
    registry.keys().issue(Role.ADMIN, Optional.empty());

    assertThat(registry.keys().revokeUnlessLast(last)).isEqualTo(Revocation.DONE);
    assertThat(list()).extracting(ApiKey::id).doesNotContain(last, other).hasSize(2);
  }

  @Test
  void issue_noSuchEnvironment_saysSo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.keys().issue(Role.INVOKE, Optional.of(NOWHERE)))
        .withMessageContaining("nowhere");
  }

  @Test
  void issue_namedAndExpiring_saysBothAndWhoMadeIt() {
    Instant end = now().plus(Duration.ofDays(1));
    Grant grant = new Grant(Role.READ, Optional.empty());
    Actor alice = new Actor("key_alice", "Alice", Optional.empty(), Optional.empty());

    IssuedKey issued =
        registry.as(alice).keys().issue(new NewKey("Grafana", grant, Optional.of(end)));

    ApiKey key = registry.keys().find(issued.value()).orElseThrow();
    assertThat(key).isEqualTo(issued.key());
    assertThat(key.name()).isEqualTo("Grafana");
    assertThat(key.life().expiresAt()).contains(end);
    assertThat(key.life().by()).contains("key_alice");
    assertThat(key.hasExpired(end.minusMillis(1))).isFalse();
    assertThat(key.hasExpired(end)).isTrue();
  }

  @Test
  void issue_expiredAlready_saysSo() {
    Grant grant = new Grant(Role.READ, Optional.empty());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.keys().issue(new NewKey("a", grant, Optional.of(now()))))
        .withMessageContaining("in the future");
    assertThat(list()).isEmpty();
  }

  @Test
  void find_expired_isStillFound_soThatItsOwnerCanBeTold() {
    Grant grant = new Grant(Role.READ, Optional.empty());
    Instant end = now().plus(Duration.ofSeconds(1));
    IssuedKey issued = registry.keys().issue(new NewKey("a", grant, Optional.of(end)));

    clock.pass(Duration.ofDays(1));

    assertThat(registry.keys().find(issued.value())).contains(issued.key());
  }

  @Test
  void prune_keysThatExpiredLongAgo_areForgottenAndToldOf() {
    Grant grant = new Grant(Role.READ, Optional.empty());
    Instant end = now().plus(Duration.ofSeconds(1));
    KeyId old = registry.keys().issue(new NewKey("old", grant, Optional.of(end))).key().id();
    KeyId lasting = registry.keys().issue(Role.READ, Optional.empty()).key().id();
    clock.pass(Duration.ofDays(1));
    Instant later = now().plus(Duration.ofSeconds(1));
    KeyId fresh = registry.keys().issue(new NewKey("new", grant, Optional.of(later))).key().id();
    clock.pass(Duration.ofDays(1));
    long before = registry.revisions().keys();

    assertThat(registry.keys().prune(now().minus(Duration.ofHours(30)))).isEqualTo(1);
    assertThat(registry.keys().prune(now().minus(Duration.ofHours(30)))).isZero();

    assertThat(list()).extracting(ApiKey::id).containsExactly(fresh, lasting);
    assertThat(registry.revisions().keys()).isGreaterThan(before);
    assertThat(registry.audit().list(AuditFilter.ALL, PageRequest.first(1)).items())
        .extracting(it -> it.change().action() + " " + it.change().subject())
        .containsExactly("key.revoke " + old);
  }

  @Test
  void newKey_withoutAGoodName_isRefused() {
    Grant grant = new Grant(Role.READ, Optional.empty());

    for (String name : List.of("", " ", "a\nb", "a".repeat(101))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new NewKey(name, grant, Optional.empty()))
          .withMessageContaining("1 to 100 characters");
    }
  }

  @Test
  void used_isKeptIfItIsLater_andTellsNobody() {
    KeyId used = registry.keys().issue(Role.READ, Optional.empty()).key().id();
    KeyId unused = registry.keys().issue(Role.READ, Optional.empty()).key().id();
    long before = registry.revisions().keys();
    Instant late = now().plus(Duration.ofMinutes(5));

    registry.keys().used(Map.of(used, late, new KeyId("key_gone"), late));
    registry.keys().used(Map.of(used, now()));
    registry.keys().used(Map.of());

    assertThat(list())
        .extracting(ApiKey::id, key -> key.life().lastUsedAt())
        .containsExactly(tuple(unused, Optional.empty()), tuple(used, Optional.of(late)));
    assertThat(registry.revisions().keys()).isEqualTo(before);
  }
}
