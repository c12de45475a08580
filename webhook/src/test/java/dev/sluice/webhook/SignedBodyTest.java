package dev.sluice.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignedBodyTest {
  /** The example in GitHub's own documentation of its signatures. */
  @Test
  void signature_ofGitHubsOwnExample_isGood() throws IOException {
    Proof proof =
        Proof.BodyHmac.of(
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha256=")
            .orElseThrow();

    assertThat(holds(proof, "It's a Secret to Everybody", "Hello, World!")).isTrue();
    assertThat(holds(proof, "It's a Secret to Nobody", "Hello, World!")).isFalse();
  }

  /** The example in the Standard Webhooks specification. */
  @Test
  void signature_ofStandardWebhooksOwnExample_isGood_amongOthers() throws IOException {
    Map<String, String> headers =
        Map.of(
            "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "webhook-timestamp", "1614265330",
            "webhook-signature",
                "v1,bm8= v1a,x v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1,*");
    Proof proof = Proof.Standard.of(headers::get).orElseThrow();
    String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    assertThat(holds(proof, secret, "{\"test\": 2432232314}")).isTrue();
    assertThat(holds(proof, secret, "{\"test\": 2432232315}")).isFalse();
    assertThat(holds(proof, "whsec_", "{\"test\": 2432232314}")).isFalse();
  }

  private static boolean holds(Proof proof, String secret, String body) throws IOException {
    SignedBody signed =
        new SignedBody(
            new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
            List.of(proof.under(new Secret(secret))));
    return signed.holding().getFirst();
  }
}
