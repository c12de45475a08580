package dev.sluice.gateway.trigger;

import dev.sluice.gateway.openapi.OneOf;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run wants done, for the document; the realm writes it. What isn't wanted is absent. */
public record RunEffects(
    Optional<Claims> accessToken,
    Optional<Claims> idToken,
    Optional<Claims> m2mToken,
    Optional<Auth> auth,
    Optional<Widget> widget,
    Optional<Mfa> mfa,
    Optional<Plan> plan) {

  /**
   * Changes of one token's claims.
   *
   * @param claims those to set
   * @param removed names of those to take away
   * @param reset whether it starts from no claims; else absent
   */
  record Claims(
      Map<String, Object> claims, Optional<List<String>> removed, Optional<Boolean> reset) {}

  record Auth(Denial denied) {}

  record Denial(String reason) {}

  record Widget(List<Field> invalidFields) {}

  record Field(String field, String message) {}

  record Mfa(@OneOf({"required", "skip"}) String enforcementPolicy) {}

  record Plan(Optional<PlanDenial> selectionDenied, Optional<Denial> cancellationDenied) {}

  record PlanDenial(String reason, List<String> suggestions) {}
}
