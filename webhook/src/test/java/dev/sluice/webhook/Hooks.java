package dev.sluice.webhook;

import dev.sluice.fixtures.HostDelivery;
import dev.sluice.fixtures.SignedPush;
import dev.sluice.fixtures.Troubled;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.UnwritableException;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.registry.environment.RunSettings;
import dev.sluice.registry.sqlite.SqliteRegistry;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.Syncs;
import dev.sluice.registry.vault.MasterKey;
import io.javalin.Javalin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real server with the hook routes over a real registry that has the environment {@code demo}.
 */
final class Hooks implements AutoCloseable {
  /** Byte for byte a secret; and, for who signs after Standard Webhooks, a key in base64. */
  static final String SECRET = "whsec_c2VjcmV0IG9mIGEgd2ViaG9vaw==";

  static final EnvironmentName DEMO = new EnvironmentName("demo");
  private static final MasterKey KEY =
      MasterKey.parse(Base64.getEncoder().encodeToString(new byte[32]), "the test");

  final Registry registry;
  final HookRoutes hooks;
  private volatile boolean refuses;
  private final Javalin server;
  private final HttpClient client = HttpClient.newHttpClient();

  Hooks(Path data, HookLimits limits) {
    registry = SqliteRegistry.open(data, KEY, Clock.systemUTC());
    environment(DEMO, Optional.of(new Secret(SECRET)));
    Registry seen = new Troubled(this::before, Troubled.NEVER).seen(Registry.class, registry);
    hooks = new HookRoutes(seen, Clock.systemUTC(), limits);
    server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.host = "127.0.0.1";
                  config.jetty.port = 0;
                  config.jetty.modifyServer(it -> it.setStopTimeout(5_000));
                  hooks.register(config.routes);
                })
            .start();
  }

  /** From now on, the registry finds no sync that it could keep. */
  void refuseWriting() {
    refuses = true;
  }

  private void before(Method method) {
    if (refuses && method.getDeclaringClass().equals(Syncs.class)) {
      throw new UnwritableException("refused", new IllegalStateException());
    }
  }

  void environment(EnvironmentName name, Optional<Secret> webhookSecret) {
    environment(name, "main", Map.of(EnvironmentSecret.WEBHOOK, webhookSecret));
  }

  void environment(
      EnvironmentName name, String branch, Map<EnvironmentSecret, Optional<Secret>> secrets) {
    RepositoryAddress repository = new RepositoryAddress("https://example.com/auth.git", branch);
    EnvironmentSettings settings = new EnvironmentSettings(repository, true, RunSettings.DEFAULT);
    registry.environments().put(name, settings, secrets);
  }

  /** The newest first. */
  List<Sync> syncs(EnvironmentName environment) {
    return registry.syncs().list(environment, PageRequest.first(100)).items();
  }

  HttpResponse<String> deliver(HostDelivery delivery) {
    return send(delivery.request(uri(DEMO.value())));
  }

  int port() {
    return server.port();
  }

  URI uri(String environment) {
    return URI.create("http://127.0.0.1:" + port() + "/hooks/" + environment);
  }

  HttpResponse<String> deliver(SignedPush push) {
    return send(push.request(uri(DEMO.value())));
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Stops taking deliveries, and waits for those under way. */
  void stop() {
    server.stop();
  }

  @Override
  public void close() {
    client.close();
    stop();
    registry.close();
  }
}
