package dev.sluice.registry.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.registry.RegistryException;
import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.variable.VariableName;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class VaultTest {
  private static final MasterKey KEY = key(1);
  private static final Secret SECRET = new Secret("a value to keep ☂");
  private static final EnvironmentName ENVIRONMENT = new EnvironmentName("production");
  private static final VariableName NAME = new VariableName("API_KEY");
  private static final Binding BINDING = Binding.variable(ENVIRONMENT, NAME, true);

  private final Vault vault = new Vault(KEY);

  @Test
  void open_sameBinding_isWhatWasSealed() {
    assertThat(vault.open(vault.seal(SECRET, BINDING), BINDING)).isEqualTo(SECRET);
    assertThat(vault.open(vault.seal(new Secret(""), BINDING), BINDING)).isEqualTo(new Secret(""));
  }

  @Test
  void seal_twice_givesNothingAway() {
    assertThat(vault.seal(SECRET, BINDING)).isNotEqualTo(vault.seal(SECRET, BINDING));
  }

  @Test
  void open_anotherBinding_isRefused() {
    byte[] sealed = vault.seal(SECRET, BINDING);

    assertRefused(vault, sealed, Binding.variable(ENVIRONMENT, NAME, false));
    assertRefused(vault, sealed, Binding.variable(ENVIRONMENT, new VariableName("OTHER"), true));
    assertRefused(vault, sealed, Binding.variable(new EnvironmentName("staging"), NAME, true));
    assertRefused(vault, sealed, Binding.secret(ENVIRONMENT, EnvironmentSecret.WEBHOOK));
    assertRefused(vault, sealed, new Binding("secret variable", "productionAPI_KEY", ""));
  }

  @Test
  void open_anotherKeyOrAltered_isRefused() {
    byte[] sealed = vault.seal(SECRET, BINDING);

    assertRefused(new Vault(key(2)), sealed, BINDING);
    sealed[sealed.length - 1] ^= 1;
    assertRefused(vault, sealed, BINDING);
    assertRefused(vault, new byte[0], BINDING);
  }

  @Test
  void blindIndex_ofAValue_isItsOwnInEachBindingAndUnderEachKey() {
    Binding here = Binding.userOfRun(ENVIRONMENT);
    Binding there = Binding.userOfRun(new EnvironmentName("staging"));
    Vault other = new Vault(new MasterKey(new byte[MasterKey.BYTES]));

    byte[] index = vault.blindIndex("kp_1", here);

    assertThat(index).hasSize(16).isEqualTo(vault.blindIndex("kp_1", here));
    assertThat(vault.blindIndex("kp_2", here)).isNotEqualTo(index);
    assertThat(vault.blindIndex("kp_1", there)).isNotEqualTo(index);
    assertThat(other.blindIndex("kp_1", here)).isNotEqualTo(index);
  }

  private static void assertRefused(Vault vault, byte[] sealed, Binding binding) {
    assertThatThrownBy(() -> vault.open(sealed, binding))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining(binding.toString())
        .satisfies(e -> assertThat(e.toString()).doesNotContain(SECRET.reveal()));
  }

  /** Pins the format: nonce, ciphertext and tag, with nothing of the library's own around them. */
  @Test
  void seal_secret_opensWithPlainAesGcm() throws GeneralSecurityException {
    byte[] sealed = vault.seal(SECRET, BINDING);

    Cipher aes = Cipher.getInstance("AES/GCM/NoPadding");
    SecretKeySpec key = new SecretKeySpec(KEY.bytes(), "AES");
    aes.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, sealed, 0, 12));
    aes.updateAAD("15:secret variable10:production7:API_KEY".getBytes(UTF_8));

    assertThat(new String(aes.doFinal(sealed, 12, sealed.length - 12), UTF_8))
        .isEqualTo(SECRET.reveal());
  }

  private static MasterKey key(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return new MasterKey(bytes);
  }
}
