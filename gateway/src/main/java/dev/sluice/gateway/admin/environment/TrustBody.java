package dev.sluice.gateway.admin.environment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.registry.trust.Signer;
import dev.sluice.registry.trust.SignerKey;
import dev.sluice.registry.trust.Trust;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an environment's {@code trust} takes: whose commits are brought in. */
record TrustBody(@Nullable List<Entry> signers) {
  private static final String FIELD = "trust.signers";

  /**
   * Someone whose commits are.
   *
   * @param key a public key, of OpenPGP or SSH
   */
  @JsonIgnoreProperties({"kind", "fingerprint", "createdAt", "expiresAt"})
  record Entry(@Nullable String name, @Nullable String key) {}

  /**
   * @throws Refusal 400 naming what is missing or not allowed
   */
  Trust trust(Instant now) {
    List<Entry> given = Bodies.required(FIELD, signers);
    List<Signer> read = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      read.add(signer("%s[%d]".formatted(FIELD, i), given.get(i), now));
    }
    return Bodies.valid(read, Trust::new);
  }

  private static Signer signer(String at, Entry entry, Instant now) {
    String name = Bodies.required(at + ".name", entry.name());
    String key = Bodies.required(at + ".key", entry.key());
    try {
      return new Signer(name, SignerKey.read(key, now));
    } catch (IllegalArgumentException e) {
      throw Refusal.badBody("`%s` (%s): %s.".formatted(at, shown(name), e.getMessage()));
    }
  }

  private static String shown(String name) {
    return name.length() <= 100 ? name : name.substring(0, 100) + "…";
  }
}
