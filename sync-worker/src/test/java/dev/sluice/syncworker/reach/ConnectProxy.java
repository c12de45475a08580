package dev.sluice.syncworker.reach;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A small HTTP proxy on loopback that tunnels ({@code CONNECT}), for whoever logs in. */
final class ConnectProxy implements AutoCloseable {
  private final ServerSocket server;
  private final Optional<String> wanted;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /**
   * @param login {@code user:password}; empty to take everyone
   */
  ConnectProxy(Optional<String> login) throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    wanted =
        login.map(it -> "Basic " + Base64.getEncoder().encodeToString(it.getBytes(ISO_8859_1)));
    Thread.ofVirtual().start(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** The first lines of the requests that were tunnelled. */
  List<String> tunnelled() {
    return asked;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        return; // It was closed.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      List<String> head = head(client.getInputStream());
      OutputStream out = client.getOutputStream();
      if (wanted.isPresent() && !isLoggedIn(head, wanted.get())) {
        out.write(
            ("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic"
                    + " realm=\"p\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                .getBytes(ISO_8859_1));
        return;
      }
      asked.add(head.getFirst());
      String[] target = head.getFirst().split(" ", 3)[1].split(":", 2);
      try (Socket host = new Socket(target[0], Integer.parseInt(target[1]))) {
        out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
        Thread back = Thread.ofVirtual().start(() -> pump(host, client));
        pump(client, host);
        back.join();
      }
    } catch (IOException | InterruptedException e) {
      // Either side is done.
    }
  }

  private static boolean isLoggedIn(List<String> head, String wanted) {
    return head.stream().anyMatch(it -> it.equalsIgnoreCase("Proxy-Authorization: " + wanted));
  }

  private static List<String> head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("it ended");
      }
      head.append((char) next);
    }
    return head.toString().lines().toList();
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // Either side is done.
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
