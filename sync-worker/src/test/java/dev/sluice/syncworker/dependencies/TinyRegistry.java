package dev.sluice.syncworker.dependencies;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A registry on loopback that has what a test publishes. */
final class TinyRegistry implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, byte[]> archives = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> shown = new CopyOnWriteArrayList<>();
  private volatile int failing;
  private volatile String wanted = "";

  TinyRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      requests.add(path);
      byte[] archive = archives.getOrDefault(path, new byte[0]);
      int status = isLetIn(exchange) ? status(path) : 401;
      exchange.sendResponseHeaders(status, status == 200 ? archive.length : -1);
      if (status == 200) {
        exchange.getResponseBody().write(archive);
      }
    }
  }

  private boolean isLetIn(HttpExchange exchange) {
    List<String> shownHere = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
    shown.addAll(shownHere);
    return wanted.isEmpty() || shownHere.contains("Bearer " + wanted);
  }

  private int status(String path) {
    return failing != 0 ? failing : archives.containsKey(path) ? 200 : 404;
  }

  /** From now on lets nobody in but with that token. */
  void wants(String token) {
    wanted = token;
  }

  /** What it was shown by whoever asked. */
  List<String> shown() {
    return shown;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** The paths asked for, in order. */
  List<String> requests() {
    return requests;
  }

  /** Answers all that follows with that status; with 0, as usual. */
  void failWith(int status) {
    failing = status;
  }

  /** Publishes a package of these files; its integrity. */
  String publish(String name, String version, Map<String, String> files) {
    Tarball tarball = new Tarball();
    tarball.file(
        "package/package.json",
        "{\"name\": \"%s\", \"version\": \"%s\", \"main\": \"index.js\"}".formatted(name, version));
    files.forEach((path, text) -> tarball.file("package/" + path, text));
    return publish(name, version, tarball.toBytes());
  }

  /** Publishes an archive as it is; its integrity. */
  String publish(String name, String version, byte[] archive) {
    String file = name.substring(name.lastIndexOf('/') + 1) + "-" + version + ".tgz";
    archives.put("/" + name + "/-/" + file, archive);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-512").digest(archive);
      return "sha512-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Keeps a package's archive where only the registry's own description of it says. */
  void moveAway(String name, String version) {
    moveTo(this, name, version);
  }

  /** The same, on another host. */
  void moveTo(TinyRegistry other, String name, String version) {
    byte[] archive = archives.remove("/" + name + "/-/" + name + "-" + version + ".tgz");
    other.archives.put("/elsewhere.tgz", archive);
    String told =
        "{\"versions\": {\"%s\": {\"dist\": {\"tarball\": \"%selsewhere.tgz\"}}}}"
            .formatted(version, other.uri());
    archives.put("/" + name, told.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
