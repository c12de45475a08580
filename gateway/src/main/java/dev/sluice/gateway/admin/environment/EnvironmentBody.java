package dev.sluice.gateway.admin.environment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.openapi.Needed;
import dev.sluice.gateway.openapi.OneOf;
import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.Egress;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.environment.Limits;
import dev.sluice.registry.environment.Localization;
import dev.sluice.registry.environment.RunSettings;
import dev.sluice.registry.environment.SealingLayout;
import dev.sluice.registry.trust.Trust;
import java.net.URI;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code PUT /v1/environments/{environment}} takes; it replaces all but omitted secrets. An
 * empty secret takes the present one away. What {@code GET} shows beside is passed over, so that
 * its answer can be changed and put back.
 *
 * @param name the path's, if it isn't left out
 * @param nextWebhookSecret what pushes may be signed with too, while the one before is changed
 * @param goLiveOnSync true if left out
 * @param egress the public internet if left out
 * @param limits the defaults where left out
 * @param secureFetch the layout {@code kinde} if left out
 * @param localization no texts if left out
 * @param previewPassword what opens previews; without one there are none
 * @param trust anybody's commits if left out
 * @param typeCheck {@code warn} if left out
 */
@JsonIgnoreProperties({
  "webhookSecretSet",
  "nextWebhookSecretSet",
  "previewPasswordSet",
  "breakGlass",
  "release",
  "createdAt",
  "warnings"
})
public record EnvironmentBody(
    @Nullable String name,
    @Needed @Nullable RepositoryBody repository,
    @Nullable String webhookSecret,
    @Nullable String nextWebhookSecret,
    @Nullable String kindeDomain,
    @Nullable Boolean goLiveOnSync,
    @Nullable Allowed egress,
    @Nullable Map<String, Long> limits,
    @Nullable SecureFetch secureFetch,
    @Nullable LocalizationBody localization,
    @Nullable String previewPassword,
    OversightBody.@Nullable Remembered recording,
    OversightBody.@Nullable Kept retention,
    OversightBody.@Nullable Net safetyNet,
    OversightBody.@Nullable Alerts alerts,
    @Nullable TrustBody trust,
    @OneOf({"strict", "warn", "off"}) @Nullable String typeCheck) {
  private static final int SHORTEST_SECRET = 16;
  private static final Pattern IN_A_HEADER = Pattern.compile("([!-~]([ -~]*[!-~])?)?");

  /** Where workflows may connect to. */
  record Allowed(@Needed @Nullable List<String> allow) {}

  /** How what {@code kinde.secureFetch} sends is arranged. */
  record SecureFetch(@Needed @OneOf({"kinde", "tag_last"}) @Nullable String layout) {}

  /**
   * Goes on only if it isn't said to be another environment's.
   *
   * @throws Refusal 400 otherwise
   */
  public void requireOf(EnvironmentName environment) {
    if (name != null && !name.equals(environment.value())) {
      throw Refusal.badBody(
          "`name` isn't the path's, which is %s: leave it out to give it another's settings."
              .formatted(environment));
    }
  }

  /**
   * @throws Refusal 400 naming what is missing or not allowed
   */
  public EnvironmentSettings settings(Instant now) {
    return new EnvironmentSettings(
        Bodies.required("repository", repository).address(),
        goLiveOnSync == null || goLiveOnSync,
        runs(),
        new OversightBody(recording, retention, safetyNet, alerts, typeCheck).oversight(),
        trust == null ? Trust.NONE : trust.trust(now));
  }

  private RunSettings runs() {
    return new RunSettings(
        domain(),
        policy(),
        limits == null ? Limits.DEFAULT : Bodies.valid(limits, Limits::of),
        secureFetch == null ? SealingLayout.KINDE : layout(secureFetch),
        localization == null ? Localization.NONE : localization.localization());
  }

  /** Those that change. */
  public Map<EnvironmentSecret, Optional<Secret>> secrets() {
    Map<EnvironmentSecret, Optional<Secret>> changed = new EnumMap<>(EnvironmentSecret.class);
    signing(changed, EnvironmentSecret.WEBHOOK, "webhookSecret", webhookSecret);
    signing(changed, EnvironmentSecret.NEXT_WEBHOOK, "nextWebhookSecret", nextWebhookSecret);
    change(changed, EnvironmentSecret.PREVIEW, "previewPassword", sendable(previewPassword));
    signing(
        changed,
        EnvironmentSecret.ALERTS,
        "alerts.secret",
        alerts == null ? null : alerts.secret());
    if (repository != null) {
      repository.secret(changed);
    }
    return changed;
  }

  /** It is to be shown in a header, which can't carry every character. */
  private static @Nullable String sendable(@Nullable String password) {
    if (password != null && !IN_A_HEADER.matcher(password).matches()) {
      throw Refusal.badBody(
          "`previewPassword` must be of ASCII's letters, digits and signs, without a space at"
              + " either end, as it is sent in a header: openssl rand -hex 32 makes one.");
    }
    return password;
  }

  private static void signing(
      Map<EnvironmentSecret, Optional<Secret>> changed,
      EnvironmentSecret which,
      String field,
      @Nullable String value) {
    change(changed, which, field, value);
    if (value != null) {
      SigningSecret.check(field, value);
    }
  }

  private static void change(
      Map<EnvironmentSecret, Optional<Secret>> changed,
      EnvironmentSecret which,
      String field,
      @Nullable String value) {
    if (value == null) {
      return;
    }
    if (!value.isEmpty() && value.length() < SHORTEST_SECRET) {
      throw Refusal.badBody(
          "`%s` must have at least %d characters: openssl rand -hex 32 makes one."
              .formatted(field, SHORTEST_SECRET));
    }
    changed.put(which, Optional.of(value).filter(it -> !it.isEmpty()).map(Secret::new));
  }

  private Optional<URI> domain() {
    return Optional.ofNullable(kindeDomain).map(KindeDomain::check);
  }

  private static SealingLayout layout(SecureFetch secureFetch) {
    String layout = Bodies.required("secureFetch.layout", secureFetch.layout());
    return Bodies.valid(layout, SealingLayout::of);
  }

  private Egress policy() {
    if (egress == null) {
      return new Egress.PublicInternet();
    }
    return new Egress.Only(EgressTarget.checkAll(Bodies.required("egress.allow", egress.allow())));
  }
}
