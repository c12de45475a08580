package dev.sluice.registry.contract;

import static dev.sluice.registry.contract.Samples.build;
import static dev.sluice.registry.contract.Samples.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.gateway.Gateway;
import dev.sluice.registry.gateway.GatewayId;
import dev.sluice.registry.gateway.GatewayName;
import dev.sluice.registry.gateway.Gateways;
import dev.sluice.registry.gateway.SeenGateway;
import dev.sluice.registry.gateway.Served;
import dev.sluice.registry.gateway.ServedChanges;
import dev.sluice.registry.gateway.Serving;
import dev.sluice.registry.release.ChangeRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store must do with gateways: tell who is there, and who serves what. */
public abstract class GatewaysContract extends RegistryContract {
  private static final ServedChanges NOTHING = new ServedChanges(Map.of(), Set.of());

  @Test
  void gateway_thatArrived_isListedWithAllItServes() {
    Gateway gateway = gateway("one");
    Map<EnvironmentName, Served> serves =
        Map.of(PRODUCTION, release(7), STAGING, new Served(2, true, now()));

    gateways().arrived(gateway, serves);

    assertThat(all()).containsExactly(new SeenGateway(gateway, now(), false, serves));
  }

  @Test
  void changes_ofWhatIsServed_areThoseAlone() {
    Gateway gateway = gateway("one");
    gateways().arrived(gateway, Map.of(PRODUCTION, release(7), STAGING, release(2)));
    Served first = release(7);
    clock.pass(Gateways.HEARTBEAT);

    assertThat(
            gateways()
                .stays(
                    gateway.id(), new ServedChanges(Map.of(NOWHERE, release(1)), Set.of(STAGING))))
        .isTrue();
    assertThat(all())
        .containsExactly(
            new SeenGateway(gateway, now(), false, Map.of(PRODUCTION, first, NOWHERE, release(1))));

    gateways().stays(gateway.id(), new ServedChanges(Map.of(PRODUCTION, release(8)), Set.of()));
    assertThat(all().getFirst().serves()).containsEntry(PRODUCTION, release(8)).hasSize(2);
  }

  @Test
  void gateway_thatArrivesAgain_isTheSame_andServesNothingElse() {
    Gateway gateway = gateway("one");
    gateways().arrived(gateway, Map.of(PRODUCTION, release(7), STAGING, release(2)));
    clock.pass(Gateways.GONE_AFTER);

    gateways().arrived(gateway, Map.of(PRODUCTION, release(8)));

    assertThat(all())
        .containsExactly(new SeenGateway(gateway, now(), false, Map.of(PRODUCTION, release(8))));
  }

  @Test
  void manyEnvironments_areServed() {
    Gateway gateway = gateway("one");
    Map<EnvironmentName, Served> serves = new HashMap<>();
    for (int i = 0; i < 1_000; i++) {
      serves.put(new EnvironmentName("e" + i), release(i + 1));
    }

    gateways().arrived(gateway, serves);

    assertThat(all().getFirst().serves()).isEqualTo(serves);
  }

  @Test
  void gateway_thatSaysNothing_isGone_andThenForgotten() {
    Gateway gateway = gateway("one");
    gateways().arrived(gateway, Map.of(PRODUCTION, release(7)));

    clock.pass(Gateways.GONE_AFTER.minusMillis(1));
    assertThat(all().getFirst().isGone()).isFalse();
    assertThat(serving(7).by()).hasSize(1);
    clock.pass(Gateways.GONE_AFTER.minus(Gateways.GONE_AFTER.minusMillis(1)));
    assertThat(all().getFirst().isGone()).isTrue();
    assertThat(serving(7)).isEqualTo(new Serving(List.of(), false));

    gateways().forgetGone();
    assertThat(all()).hasSize(1);
    clock.pass(Gateways.FORGOTTEN_AFTER);
    gateways().forgetGone();
    assertThat(all()).isEmpty();
    assertThat(gateways().stays(gateway.id(), NOTHING)).isFalse();
    assertThat(all()).isEmpty();
  }

  @Test
  void gateway_thatLeft_isNotListed_andServesNothing() {
    Gateway gateway = gateway("one");
    gateways().arrived(gateway, Map.of(PRODUCTION, release(7)));

    gateways().left(gateway.id());
    gateways().left(gateway.id());

    assertThat(all()).isEmpty();
    assertThat(serving(7).by()).isEmpty();
    assertThat(
            gateways()
                .stays(gateway.id(), new ServedChanges(Map.of(STAGING, release(1)), Set.of())))
        .isFalse();
    assertThat(all()).isEmpty();
  }

  @Test
  void serving_namesThoseThatDo_andWhetherAllDo() {
    Gateway beta = gateway("beta");
    Gateway alpha = gateway("alpha");
    gateways().arrived(beta, Map.of(PRODUCTION, release(7)));
    gateways().arrived(alpha, Map.of(PRODUCTION, release(6), STAGING, release(7)));
    Served before = release(7);

    assertThat(serving(7))
        .isEqualTo(new Serving(List.of(new Serving.By(beta.id(), beta.name(), now())), false));
    assertThat(serving(5)).isEqualTo(new Serving(List.of(), false));

    clock.pass(Gateways.HEARTBEAT);
    gateways().stays(alpha.id(), new ServedChanges(Map.of(PRODUCTION, release(7)), Set.of()));
    assertThat(serving(7))
        .isEqualTo(
            new Serving(
                List.of(
                    new Serving.By(alpha.id(), alpha.name(), now()),
                    new Serving.By(beta.id(), beta.name(), before.since())),
                true));

    // Who is gone isn't waited for.
    gateways().stays(alpha.id(), new ServedChanges(Map.of(PRODUCTION, release(8)), Set.of()));
    clock.pass(Gateways.GONE_AFTER.minus(Gateways.HEARTBEAT));
    assertThat(serving(8).byAll()).isTrue();
  }

  @Test
  void list_givesPages_newestFirst() {
    List<Gateway> three = List.of(gateway("a"), gateway("b"), gateway("a"));
    three.forEach(it -> gateways().arrived(it, Map.of(PRODUCTION, release(1))));

    Page<SeenGateway> first = gateways().list(PageRequest.first(2));
    Page<SeenGateway> rest = gateways().list(new PageRequest(2, first.next()));

    assertThat(first.items())
        .extracting(SeenGateway::gateway)
        .containsExactly(three.get(2), three.get(1));
    assertThat(rest.items()).extracting(SeenGateway::gateway).containsExactly(three.get(0));
    assertThat(rest.items().getFirst().serves()).containsKey(PRODUCTION);
    assertThat(rest.next()).isEqualTo(Optional.empty());
  }

  @Test
  void liveNumbers_areThoseOfTheNewestReleases() {
    assertThat(registry.releases().liveNumbers()).isEmpty();

    samples.release(PRODUCTION, commit(1), build("a", "t", "1"));
    samples.release(PRODUCTION, commit(2), build("a", "t", "2"));
    registry.releases().rollback(PRODUCTION, 1, ChangeRequest.by("key_1"));

    assertThat(registry.releases().liveNumbers()).isEqualTo(Map.of(PRODUCTION, 3));
  }

  @Test
  void changes_betweenWhatIsServed_areWhatIsDifferent() {
    Served one = release(1);
    Map<EnvironmentName, Served> before = Map.of(PRODUCTION, one, STAGING, one);

    assertThat(ServedChanges.between(before, before).isEmpty()).isTrue();
    assertThat(ServedChanges.between(before, Map.of(PRODUCTION, release(2), NOWHERE, one)))
        .isEqualTo(
            new ServedChanges(Map.of(PRODUCTION, release(2), NOWHERE, one), Set.of(STAGING)));
  }

  @Test
  void name_thatCantBeShown_isRefused() {
    for (String name : List.of("", " ", "a\nb", "x".repeat(101))) {
      assertThatIllegalArgumentException().isThrownBy(() -> new GatewayName(name));
    }
  }

  private Gateway gateway(String name) {
    return new Gateway(GatewayId.next(clock), new GatewayName(name), "1.2.3", now());
  }

  private Served release(int number) {
    return new Served(number, false, now());
  }

  private Serving serving(int release) {
    return gateways().serving(PRODUCTION, release);
  }

  private List<SeenGateway> all() {
    return gateways().list(PageRequest.first(200)).items();
  }

  private Gateways gateways() {
    return registry.gateways();
  }
}
