package dev.sluice.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sluice.registry.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever bytes arrive, what is made of them is one of the messages, in little memory, and nobody
 * is believed. The inputs beside this class are run with every build; with {@code JAZZER_FUZZ=1}
 * Jazzer goes on from them. CONTRIBUTING.md tells how, and how what an hour of it found was made
 * small enough to be kept.
 */
@Timeout(value = 1, unit = TimeUnit.DAYS) // Jazzer ends by its own clock.
class HookFuzzTest {
  private static final List<Secret> SECRETS =
      List.of(new Secret("whsec_a1b2c3d4e5f6a7b8c9d0e1f2"), new Secret("nobody knows this one"));

  /** A message holds a few members of a payload. */
  private static final int MOST_TEXT = 8 * PayloadReader.LONGEST_TEXT;

  @FuzzTest(maxDuration = "5m")
  void request(byte[] bytes) throws IOException {
    RawRequest request = RawRequest.of(bytes);
    Optional<GitHost> host = GitHosts.of(request.headers());
    Optional<Delivery> delivery = host.flatMap(it -> it.delivery(request.headers()));
    if (delivery.isPresent()) {
      read(host.get(), delivery.get(), request.body());
    }
  }

  private static void read(GitHost host, Delivery delivery, InputStream body) throws IOException {
    List<Check> checks = SECRETS.stream().map(it -> delivery.proof().under(it)).toList();
    SignedBody signed = new SignedBody(host.signed(delivery, body), checks);

    Message message = Verifier.message(host, delivery, signed, "refs/heads/main");

    assertThat(message.toString()).hasSizeLessThan(MOST_TEXT);
    assertThat(signed.holding()).containsOnly(false);
    delivery.proof().isFresh(Instant.EPOCH);
  }
}
