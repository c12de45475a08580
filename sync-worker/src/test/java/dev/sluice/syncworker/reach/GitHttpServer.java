package dev.sluice.syncworker.reach;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * A Git host on loopback: Git's own {@code git http-backend} behind the JDK's HTTP server, with or
 * without TLS and a password. Thread-safe.
 */
final class GitHttpServer implements AutoCloseable {
  /** How an answer is sent. */
  interface Sending {
    Sending WHOLE =
        (exchange, status, body) -> {
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        };

    void send(HttpExchange exchange, int status, byte[] body) throws IOException;
  }

  private final Path projects;
  private final HttpServer server;
  private final String scheme;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> shown = new CopyOnWriteArrayList<>();
  private volatile Optional<String> wanted = Optional.empty();
  private volatile Optional<String> moved = Optional.empty();
  private volatile Sending packs = Sending.WHOLE;

  /** Serves the bare repositories in that folder. */
  GitHttpServer(Path projects) throws IOException {
    this(projects, HttpServer.create(loopback(), 0), "http");
  }

  /** The same over TLS. */
  static GitHttpServer encrypted(Path projects, SSLContext tls) throws IOException {
    HttpsServer server = HttpsServer.create(loopback(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return new GitHttpServer(projects, server, "https");
  }

  private GitHttpServer(Path projects, HttpServer server, String scheme) {
    this.projects = projects;
    this.server = server;
    this.scheme = scheme;
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  String base() {
    return scheme + "://localhost:" + server.getAddress().getPort();
  }

  /** What Git can fetch {@code remote.git} from. */
  String url() {
    return base() + "/remote.git";
  }

  /** From now on, this is wanted of everyone. */
  void wants(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    wanted = Optional.of("Basic " + Base64.getEncoder().encodeToString(both));
  }

  /** From now on, everyone is sent there, with the path they asked for. */
  void redirects(String base) {
    moved = Optional.of(base);
  }

  /** From now on, packs are sent so. */
  void sends(Sending sending) {
    packs = sending;
  }

  /** The {@code Authorization} of each request so far; empty texts for none. */
  List<String> shown() {
    return shown;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      shown.add(authorization == null ? "" : authorization);
      if (wanted.isPresent() && !wanted.get().equals(authorization)) {
        exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"team\"");
        exchange.sendResponseHeaders(401, -1);
      } else if (moved.isPresent()) {
        exchange.getResponseHeaders().add("Location", moved.get() + exchange.getRequestURI());
        exchange.sendResponseHeaders(302, -1);
      } else {
        serve(exchange);
      }
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    ProcessBuilder git = new ProcessBuilder("git", "http-backend");
    git.environment().putAll(variables(exchange));
    Process process = git.start();
    try (OutputStream in = process.getOutputStream()) {
      exchange.getRequestBody().transferTo(in);
    }
    byte[] said = process.getInputStream().readAllBytes();
    int end = new String(said, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
    int status = 200;
    for (String line : new String(said, 0, end, StandardCharsets.ISO_8859_1).split("\r\n", -1)) {
      String[] header = line.split(": ", 2);
      if (header[0].equals("Status")) {
        status = Integer.parseInt(header[1].substring(0, 3));
      } else {
        exchange.getResponseHeaders().add(header[0], header[1]);
      }
    }
    byte[] body = Arrays.copyOfRange(said, end + 4, said.length);
    boolean pack = new String(body, StandardCharsets.ISO_8859_1).contains("PACK");
    (pack ? packs : Sending.WHOLE).send(exchange, status, body);
  }

  private Map<String, String> variables(HttpExchange exchange) {
    return Map.of(
        "GIT_PROJECT_ROOT",
        projects.toString(),
        "GIT_HTTP_EXPORT_ALL",
        "1",
        "PATH_INFO",
        exchange.getRequestURI().getPath(),
        "QUERY_STRING",
        Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse(""),
        "REQUEST_METHOD",
        exchange.getRequestMethod(),
        "CONTENT_TYPE",
        header(exchange, "Content-Type"),
        "HTTP_CONTENT_ENCODING",
        header(exchange, "Content-Encoding"),
        "HTTP_GIT_PROTOCOL",
        header(exchange, "Git-Protocol"));
  }

  private static String header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
