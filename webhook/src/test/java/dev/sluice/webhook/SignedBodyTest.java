package dev.sluice.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SignedBodyTest {
  /** The example in GitHub's own documentation of its signatures. */
  @Test
  void signature_ofGitHubsOwnExample_isGood() throws IOException {
    SignedBody body = body("Hello, World!", HookLimits.DEFAULT);

    assertThat(
            body.isSignedWith("757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"))
        .isTrue();
  }

  private static SignedBody body(String text, HookLimits limits) {
    return new SignedBody(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        new Secret("It's a Secret to Everybody"),
        limits);
  }
}
