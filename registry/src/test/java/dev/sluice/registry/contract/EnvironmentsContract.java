package dev.sluice.registry.contract;

import static dev.sluice.registry.contract.Samples.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.Egress;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.environment.Limit;
import dev.sluice.registry.environment.Limits;
import dev.sluice.registry.environment.RepositoryAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every store's environments must do. */
public abstract class EnvironmentsContract extends RegistryContract {
  private static final EnvironmentName NEW = new EnvironmentName("new");

  @Test
  void put_new_isFoundAsItWasPut() {
    EnvironmentSettings settings =
        new EnvironmentSettings(
            new RepositoryAddress("file:///srv/auth.git", "release/2"),
            Optional.of(URI.create("https://team.kinde.com")),
            false,
            new Egress.Only(List.of("127.0.0.1:9999", "api.example.com")),
            Limits.of(Map.of("wallClockMs", 10_000L, "fetches", 0L)));

    Environment put = registry.environments().put(NEW, settings, Optional.empty());

    assertThat(put).isEqualTo(new Environment(NEW, settings, now()));
    assertThat(registry.environments().find(NEW)).contains(put);
  }

  @Test
  void put_again_replacesAllButTheDayItWasMade() {
    Instant made = now();
    registry.environments().put(NEW, settings(true), Optional.empty());
    clock.pass(Duration.ofDays(1));
    EnvironmentSettings settings =
        new EnvironmentSettings(
            new RepositoryAddress("https://example.com/other.git", "other"),
            Optional.of(URI.create("https://team.kinde.com")),
            false,
            new Egress.Only(List.of()),
            Limits.of(Map.of("logLines", 10L)));

    Environment put = registry.environments().put(NEW, settings, Optional.empty());

    assertThat(put).isEqualTo(new Environment(NEW, settings, made));
    assertThat(registry.environments().put(NEW, settings(true), Optional.empty()).settings())
        .isEqualTo(settings(true));
  }

  @Test
  void limits_ofEveryKind_areKept() {
    Limits all = new Limits(largest());
    EnvironmentSettings usual = settings(true);
    EnvironmentSettings settings =
        new EnvironmentSettings(
            usual.repository(), usual.kindeDomain(), usual.goLiveOnSync(), usual.egress(), all);

    registry.environments().put(NEW, settings, Optional.empty());

    assertThat(registry.environments().find(NEW).orElseThrow().settings().limits()).isEqualTo(all);
    assertThat(registry.environments().find(PRODUCTION).orElseThrow().settings().limits())
        .isEqualTo(Limits.DEFAULT);
  }

  private static Map<Limit, Long> largest() {
    return Arrays.stream(Limit.values())
        .collect(Collectors.toMap(Function.identity(), Limit::most));
  }

  @Test
  void webhookSecret_omittedLater_isKept() {
    registry.environments().put(NEW, settings(true), Optional.of(new Secret("s1")));
    registry.environments().put(NEW, settings(false), Optional.empty());
    assertThat(registry.environments().webhookSecret(NEW)).contains(new Secret("s1"));

    registry.environments().put(NEW, settings(false), Optional.of(new Secret("s2")));
    assertThat(registry.environments().webhookSecret(NEW)).contains(new Secret("s2"));
  }

  @Test
  void webhookSecret_neverSet_isEmpty() {
    assertThat(registry.environments().webhookSecret(PRODUCTION)).isEmpty();
    assertThat(registry.environments().webhookSecret(NOWHERE)).isEmpty();
  }

  @Test
  void list_several_isByName() {
    registry.environments().put(NEW, settings(true), Optional.empty());

    assertThat(registry.environments().list())
        .extracting(Environment::name)
        .containsExactly(NEW, PRODUCTION, STAGING);
  }

  @Test
  void find_noSuchEnvironment_isEmpty() {
    assertThat(registry.environments().find(NOWHERE)).isEmpty();
  }
}
