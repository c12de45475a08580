package dev.sluice.gateway;

import dev.sluice.gateway.http.DirectRoutes;
import dev.sluice.gateway.http.ProblemPage;
import dev.sluice.gateway.http.ProblemPages;
import dev.sluice.gateway.http.Problems;
import dev.sluice.gateway.listen.Entry;
import dev.sluice.gateway.listen.Tls;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.router.Endpoint;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * An HTTP server of a process, whichever parts' routes it has. Runs are answered on its threads, so
 * it has more of them than there are runs at once. Stopping it lets requests under way finish.
 */
public final class HttpServer {
  private static final int THREADS_KEPT = 8;

  private HttpServer() {}

  /** A server with those routes, to be started by whoever will stop it. */
  public static Javalin create(ServerSettings settings, List<Consumer<RoutesConfig>> routes) {
    return Javalin.create(config -> {
      config.startup.showJavalinBanner = false;
      config.startup.showOldJavalinVersionWarning = false;
      config.startup.startupWatcherEnabled = false;
      config.http.prefer405over404 = true;
      config.http.compressionStrategy = CompressionStrategy.NONE;
      jetty(config, settings);
      Problems.handle(config);
      ProblemPage.register(config.routes);
      routes.forEach(part -> part.accept(config.routes));
    });
  }

  private static void jetty(JavalinConfig config, ServerSettings settings) {
    QueuedThreadPool threads = new QueuedThreadPool(settings.threads(), THREADS_KEPT);
    threads.setName("http");
    config.jetty.threadPool = threads;
    config.jetty.modifyHttpConfiguration(HttpServer::http);
    config.jetty.addConnector((server, http) -> connector(server, http, settings));
    config.jetty.modifyServer(server -> {
      server.insertHandler(new DirectRoutes(endpoints(config)));
      server.insertHandler(new GracefulHandler());
      server.setErrorHandler(new ProblemPages());
      server.setStopTimeout(settings.patience().finishing().toMillis());
    });
  }

  private static List<Endpoint> endpoints(JavalinConfig config) {
    return config.unsafe.internalRouter.allHttpHandlers().stream()
        .map(parsed -> parsed.endpoint)
        .toList();
  }

  private static void http(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    // A path that two readers may read differently is refused before any route sees it.
    http.setUriCompliance(UriCompliance.DEFAULT);
  }

  private static ServerConnector connector(
      Server server, HttpConfiguration http, ServerSettings settings) {
    ServerConnector connector =
        new ServerConnector(server, connections(server, http, settings.entry()));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(settings.patience().idle().toMillis());
    return connector;
  }

  private static ConnectionFactory[] connections(
      Server server, HttpConfiguration http, Entry entry) {
    HttpConnectionFactory plain = new HttpConnectionFactory(http);
    if (entry.tls().isEmpty()) {
      http.addCustomizer(entry.proxies());
      return new ConnectionFactory[] {plain};
    }
    Tls tls = new Tls(entry.tls().get(), server.getScheduler());
    server.addBean(tls);
    // Whatever name it was called by: behind a balancer, that's seldom the certificate's.
    http.addCustomizer(new SecureRequestCustomizer(false));
    http.addCustomizer(entry.proxies());
    return new ConnectionFactory[] {
      new SslConnectionFactory(tls.factory(), plain.getProtocol()), plain
    };
  }
}
