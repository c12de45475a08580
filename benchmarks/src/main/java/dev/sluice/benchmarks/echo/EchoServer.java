package dev.sluice.benchmarks.echo;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Javalin set up as the gateway's, which reads each request's body, looks at nothing, and always
 * answers the same bytes. A process of its own, until it is killed.
 */
public final class EchoServer {
  /** As many as the gateway has. */
  private static final int THREADS = 256 + 64;

  private static final int THREADS_KEPT = 8;

  private final byte[] answer;

  private EchoServer(byte[] answer) {
    this.answer = answer;
  }

  /**
   * Takes what every peer takes: a port, a bundle, which it has no use for, and a sample answer.
   */
  public static void main(String[] args) throws IOException {
    EchoServer echo = new EchoServer(Files.readAllBytes(Path.of(args[2])));
    Javalin.create(config -> echo.configure(config, Integer.parseInt(args[0]))).start();
  }

  private void configure(JavalinConfig config, int port) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.jetty.threadPool = new QueuedThreadPool(THREADS, THREADS_KEPT);
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.jetty.addConnector((server, http) -> {
      ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
      connector.setHost("127.0.0.1");
      connector.setPort(port);
      return connector;
    });
    config.routes.post("/", this::echo);
  }

  private void echo(Context ctx) throws IOException {
    ctx.req().getInputStream().readAllBytes();
    ctx.status(200).contentType("application/json");
    ctx.res().setContentLength(answer.length);
    ctx.res().getOutputStream().write(answer);
  }
}
