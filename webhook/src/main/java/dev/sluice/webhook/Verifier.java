package dev.sluice.webhook;

import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.environment.Environments;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds out whether a delivery was made by someone who knows a secret of the environment it is for.
 * It does the same, and takes the same time, for an environment that has none or that doesn't
 * exist. Thread-safe.
 */
final class Verifier {
  /** Either is good, so that they can be changed without losing a push. */
  private static final List<EnvironmentSecret> EITHER =
      List.of(EnvironmentSecret.WEBHOOK, EnvironmentSecret.NEXT_WEBHOOK);

  /** What is read for where there is no environment. */
  private static final String NO_REF = "refs/heads/main";

  private final Environments environments;

  /** What is checked in place of a secret that there isn't; nobody knows it. */
  private final Secret nobodys = new Secret(UUID.randomUUID().toString());

  Verifier(Environments environments) {
    this.environments = environments;
  }

  /**
   * Reads the whole body.
   *
   * @param environment its name, as the caller wrote it
   * @throws IOException what {@code body} throws
   */
  Optional<Genuine> verify(String environment, GitHost host, Delivery delivery, InputStream body)
      throws IOException {
    Optional<EnvironmentName> name = EnvironmentName.parse(environment);
    Optional<Environment> known = name.flatMap(environments::find);
    List<Optional<Secret>> secrets =
        EITHER.stream().map(which -> name.flatMap(it -> secret(it, which))).toList();
    List<Check> checks =
        secrets.stream().map(it -> delivery.proof().under(it.orElse(nobodys))).toList();
    String ref = known.map(it -> it.settings().repository().ref()).orElse(NO_REF);

    SignedBody signed = new SignedBody(host.signed(delivery, body), checks);
    Message message = message(host, delivery, signed, ref);
    List<Boolean> holding = signed.holding();
    body.transferTo(OutputStream.nullOutputStream());

    return EITHER.stream()
        .filter(which -> holding.get(EITHER.indexOf(which)))
        .filter(which -> secrets.get(EITHER.indexOf(which)).isPresent())
        .findFirst()
        .flatMap(by -> known.map(it -> new Genuine(it, host, delivery, message, by)));
  }

  private Optional<Secret> secret(EnvironmentName name, EnvironmentSecret which) {
    return environments.secret(name, which).filter(it -> !it.reveal().isEmpty());
  }

  /** What the body says; to be believed only once its proof holds. */
  static Message message(GitHost host, Delivery delivery, InputStream signed, String ref)
      throws IOException {
    try {
      return host.read(delivery, signed, ref);
    } catch (UnreadablePayloadException e) {
      return new Message.Unreadable(e.why());
    }
  }
}
