package dev.sluice.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.environment.Localization;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.registry.environment.RunSettings;
import dev.sluice.registry.environment.SealingLayout;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.sealing.KeyMaterial;
import dev.sluice.registry.sealing.NewWorkflowKey;
import dev.sluice.registry.sqlite.SqliteRegistry;
import dev.sluice.registry.vault.MasterKey;
import dev.sluice.runtime.BundleException;
import dev.sluice.runtime.RunLimits;
import dev.sluice.runtime.Sealing;
import dev.sluice.runtime.Surroundings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentLoaderTest {
  private static final EnvironmentName DEMO = new EnvironmentName("demo");
  private static final MasterKey MASTER =
      MasterKey.parse(Base64.getEncoder().encodeToString(new byte[32]), "the test");

  @TempDir Path data;
  private Registry registry;
  private EnvironmentLoader loader;

  @BeforeEach
  void open() {
    registry = SqliteRegistry.open(data, MASTER, Clock.systemUTC());
    loader =
        new EnvironmentLoader(
            registry,
            (_, _) -> {
              throw new BundleException("nothing is compiled here");
            },
            RunLimits.DEFAULT);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private Surroundings surroundings(SealingLayout layout, Localization localization) {
    RepositoryAddress repository = new RepositoryAddress("https://example.com/auth.git", "main");
    RunSettings usual = RunSettings.DEFAULT;
    RunSettings runs =
        new RunSettings(usual.kindeDomain(), usual.egress(), usual.limits(), layout, localization);
    EnvironmentSettings settings = new EnvironmentSettings(repository, true, runs);
    registry.environments().put(DEMO, settings, Map.of());
    return loader.load(loader.find(DEMO).orElseThrow()).surroundings();
  }

  @Test
  void texts_chosen_areGivenToRunsWithTheirDefaultLanguage() {
    Localization chosen =
        new Localization("de", Map.of("de", Map.of("a", "A"), "en-GB", Map.of("a", "B")));

    Surroundings given = surroundings(SealingLayout.KINDE, chosen);

    assertThat(given.texts().find("a", List.of("en-GB"))).contains("B");
    assertThat(given.texts().find("a", List.of("fr"))).contains("A");
    assertThat(surroundings(SealingLayout.KINDE, Localization.NONE).texts().find("a", List.of()))
        .isEmpty();
  }

  @Test
  void layout_chosen_isHowAKeyOfTheEnvironmentSeals() throws Exception {
    byte[] tagLast = sealed(SealingLayout.TAG_LAST);
    assertThat(opened(tagLast)).isEqualTo("a secret");

    byte[] kinde = sealed(SealingLayout.KINDE);
    byte[] moved = Arrays.copyOf(kinde, kinde.length);
    System.arraycopy(kinde, 28, moved, 12, kinde.length - 28);
    System.arraycopy(kinde, 12, moved, kinde.length - 16, 16);
    assertThat(opened(moved)).isEqualTo("a secret");
  }

  private byte[] sealed(SealingLayout layout) {
    surroundings(layout, Localization.NONE);
    KeyMaterial zeros =
        new KeyMaterial(new Secret(Base64.getEncoder().encodeToString(new byte[32])));
    registry
        .workflowKeys()
        .add(DEMO, new NewWorkflowKey(new WorkflowId("wf"), zeros, new KeyId("key_1"), true));
    Sealing given = surroundings(layout, Localization.NONE).sealing();
    String body = given.seal("wf").orElseThrow().close("a secret");
    return Base64.getUrlDecoder().decode(body);
  }

  /** Opens nonce, ciphertext and tag, in that order. */
  private static String opened(byte[] body) throws Exception {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(new byte[32], "AES"),
        new GCMParameterSpec(128, body, 0, 12));
    return new String(cipher.doFinal(body, 12, body.length - 12), StandardCharsets.UTF_8);
  }
}
