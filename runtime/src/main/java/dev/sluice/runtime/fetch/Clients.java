package dev.sluice.runtime.fetch;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.sluice.runtime.EgressPolicy;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.nio.AsyncClientConnectionManager;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP client for each reach, with its own pool of connections: a connection made under one
 * policy is never used under another. Thread-safe.
 */
public final class Clients implements AutoCloseable {
  private static final Timeout CONNECT = Timeout.ofSeconds(3);

  private final LoadingCache<Reach, CloseableHttpAsyncClient> clients =
      Caffeine.newBuilder()
          .expireAfterAccess(Duration.ofMinutes(10))
          .removalListener(
              (@Nullable Reach reach,
                  @Nullable CloseableHttpAsyncClient client,
                  RemovalCause cause) -> close(client))
          .build(Clients::start);

  /**
   * Starts the most likely client and sends it where it may not go, so that the first run needn't
   * wait.
   */
  public void warmUp() {
    Reach usual = new Reach(new EgressPolicy.PublicInternet(), Optional.empty());
    var _ = client(usual).execute(SimpleRequestBuilder.get("http://127.0.0.1:9/").build(), null);
  }

  CloseableHttpAsyncClient client(Reach reach) {
    return clients.get(reach);
  }

  private static CloseableHttpAsyncClient start(Reach reach) {
    CloseableHttpAsyncClient client =
        HttpAsyncClientBuilder.create()
            .setConnectionManager(connections(reach))
            .setRedirectStrategy(new GuardedRedirects(reach))
            .setDefaultRequestConfig(requests())
            .setHttp1Config(
                Http1Config.custom().setMaxLineLength(16_384).setMaxHeaderCount(200).build())
            .setUserAgent("Sluice")
            .disableCookieManagement()
            .disableAuthCaching()
            .disableAutomaticRetries()
            .disableContentCompression()
            .evictExpiredConnections()
            .evictIdleConnections(TimeValue.ofMinutes(1))
            .setThreadFactory(Thread.ofPlatform().daemon().name("sluice-fetch-", 0).factory())
            .build();
    client.start();
    return client;
  }

  private static AsyncClientConnectionManager connections(Reach reach) {
    return PoolingAsyncClientConnectionManagerBuilder.create()
        .setDnsResolver(new GuardedDns(reach))
        .setMaxConnTotal(1_000)
        .setMaxConnPerRoute(500)
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(CONNECT)
                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                .build())
        .build();
  }

  private static RequestConfig requests() {
    return RequestConfig.custom()
        .setMaxRedirects(5)
        .setAuthenticationEnabled(false)
        .setContentCompressionEnabled(false)
        .setHardCancellationEnabled(true)
        .setProtocolUpgradeEnabled(false)
        .build();
  }

  private static void close(@Nullable CloseableHttpAsyncClient client) {
    if (client != null) {
      client.close(CloseMode.GRACEFUL);
    }
  }

  @Override
  public void close() {
    clients.invalidateAll();
    clients.cleanUp();
  }
}
