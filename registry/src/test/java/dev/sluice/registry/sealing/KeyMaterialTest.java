package dev.sluice.registry.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.registry.Secret;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyMaterialTest {
  @Test
  void random_each_isAnother32Bytes() {
    KeyMaterial material = KeyMaterial.random();

    assertThat(material.bytes()).hasSize(32);
    assertThat(material).isNotEqualTo(KeyMaterial.random());
    assertThat(material.toString()).doesNotContain(material.base64().reveal());
  }

  @Test
  void base64_withoutPadding_getsIt() {
    String padded = Base64.getEncoder().encodeToString(new byte[32]);

    assertThat(new KeyMaterial(new Secret(padded.replace("=", ""))))
        .isEqualTo(new KeyMaterial(new Secret(padded)));
    assertThat(new KeyMaterial(new Secret(padded)).base64().reveal()).isEqualTo(padded);
  }

  @Test
  void base64_ofAnythingBut32Bytes_isRefusedWithoutTellingIt() {
    List<String> wrong =
        List.of(
            "",
            "short",
            "A".repeat(44),
            "0123456789abcdef0123456789abcdef",
            "_".repeat(43) + "=",
            "\n" + "A".repeat(43) + "=");
    for (String text : wrong) {
      assertThatIllegalArgumentException()
          .as(text)
          .isThrownBy(() -> new KeyMaterial(new Secret(text)))
          .withMessageContaining("32 bytes")
          .withNoCause();
    }
  }
}
