package dev.sluice.gateway.admin.environment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.registry.trust.Signer;
import dev.sluice.registry.trust.Trust;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whose commits an environment takes, as administrators see it. */
record TrustView(List<Listed> signers) {
  /**
   * A key that commits may be signed with.
   *
   * @param kind {@code ssh} or {@code openpgp}
   * @param createdAt absent, as {@code expiresAt}, where the key doesn't say
   * @param key as it was given; absent from lists of environments
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Listed(
      String name,
      String kind,
      String fingerprint,
      Optional<Instant> createdAt,
      Optional<Instant> expiresAt,
      Optional<String> key) {

    static Listed of(Signer signer) {
      return new Listed(
          signer.name(),
          signer.key().kind().key(),
          signer.key().fingerprint(),
          signer.key().createdAt(),
          signer.key().expiresAt(),
          Optional.of(signer.key().text()));
    }

    Listed withoutKey() {
      return new Listed(name, kind, fingerprint, createdAt, expiresAt, Optional.empty());
    }
  }

  /** Empty if anybody's are taken. */
  static Optional<TrustView> of(Trust trust) {
    return Optional.of(trust)
        .filter(Trust::asksForSignatures)
        .map(it -> new TrustView(it.signers().stream().map(Listed::of).toList()));
  }

  TrustView withoutKeys() {
    return new TrustView(signers.stream().map(Listed::withoutKey).toList());
  }
}
