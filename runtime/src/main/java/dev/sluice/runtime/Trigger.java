package dev.sluice.runtime;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The moments in an auth flow that run a workflow, each with the bindings it offers beyond the
 * common ones.
 */
public enum Trigger {
  USER_TOKENS_GENERATION(
      "user:tokens_generation", "kinde.accessToken", "kinde.idToken", "kinde.auth"),
  M2M_TOKEN_GENERATION("m2m:token_generation", "kinde.m2mToken"),
  POST_AUTHENTICATION("user:post_authentication", "kinde.auth"),
  PRE_REGISTRATION("user:pre_registration", "kinde.auth"),
  PRE_MFA("user:pre_mfa", "kinde.mfa", "kinde.auth"),
  NEW_PASSWORD_PROVIDED("user:new_password_provided", "kinde.widget", "kinde.auth"),
  EXISTING_PASSWORD_PROVIDED("user:existing_password_provided", "kinde.widget", "kinde.auth"),
  NEW_USERNAME_PROVIDED("user:new_username_provided", "kinde.widget", "kinde.auth"),
  PLAN_SELECTION("user:plan_selection", "kinde.plan"),
  PLAN_CANCELLATION_REQUEST("user:plan_cancellation_request", "kinde.plan");

  /** What every trigger offers. */
  public static final Set<String> COMMON_BINDINGS =
      Set.of(
          "kinde.env", "kinde.fetch", "kinde.secureFetch", "kinde.localization", "url", "console");

  private static final Map<String, Trigger> BY_ID =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Trigger::id, it -> it));

  private final String id;

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<String> ownBindings;

  Trigger(String id, String... ownBindings) {
    this.id = id;
    this.ownBindings = Set.of(ownBindings);
  }

  /** Its name in workflows and in the run API, e.g. {@code user:tokens_generation}. */
  public String id() {
    return id;
  }

  /** Whether a workflow for this trigger may declare that binding. */
  public boolean offers(String binding) {
    return COMMON_BINDINGS.contains(binding) || ownBindings.contains(binding);
  }

  /** Whether any trigger offers that binding. */
  public static boolean anyOffers(String binding) {
    return Arrays.stream(values()).anyMatch(trigger -> trigger.offers(binding));
  }

  /** What any of them offers, by name. */
  public static Set<String> allBindings() {
    return Stream.concat(
            COMMON_BINDINGS.stream(),
            Arrays.stream(values()).flatMap(trigger -> trigger.ownBindings.stream()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The trigger of that id, or empty if there's none. */
  public static Optional<Trigger> find(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }
}
