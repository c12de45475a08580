package dev.sluice.gateway.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.gateway.HttpServer;
import dev.sluice.gateway.ServerSettings;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrustedProxiesTest {
  @Test
  void headers_ofSomeoneNotTrusted_areNotBelieved() throws IOException {
    assertThat(seen(List.of(), "X-Forwarded-For: 203.0.113.7")).isEqualTo("127.0.0.1 http");
    assertThat(seen(List.of("10.0.0.0/8"), "Forwarded: for=203.0.113.7;proto=https"))
        .isEqualTo("127.0.0.1 http");
  }

  @Test
  void headers_ofATrustedProxy_areBelieved() throws IOException {
    assertThat(fromProxy("X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https"))
        .isEqualTo("203.0.113.7 https");
    assertThat(fromProxy("X-Forwarded-For: 203.0.113.7:4711")).isEqualTo("203.0.113.7 http");
    assertThat(fromProxy("Forwarded: For=\"[2001:db8::1]:4711\";proto=https;by=10.0.0.1"))
        .isEqualTo("[2001:db8:0:0:0:0:0:1] https");
    assertThat(fromProxy("X-Forwarded-For: 2001:db8::1")).startsWith("[2001:db8:0:0:0:0:0:1]");
    assertThat(fromProxy()).isEqualTo("127.0.0.1 http");
  }

  @Test
  void headers_forgedBeforeATrustedProxy_areNotBelieved() throws IOException {
    assertThat(fromProxy("X-Forwarded-For: 1.1.1.1, 203.0.113.7")).startsWith("203.0.113.7 ");
    assertThat(fromProxy("X-Forwarded-For: 1.1.1.1", "X-Forwarded-For: 203.0.113.7"))
        .startsWith("203.0.113.7 ");
    assertThat(fromProxy("X-Forwarded-For: 1.1.1.1, 203.0.113.7, 10.1.2.3"))
        .startsWith("203.0.113.7 ");
    assertThat(fromProxy("Forwarded: for=1.1.1.1", "X-Forwarded-For: 203.0.113.7"))
        .isEqualTo("127.0.0.1 http");
    assertThat(fromProxy("X-Forwarded-For: 1.1.1.1, nonsense")).isEqualTo("127.0.0.1 http");
    assertThat(fromProxy("Forwarded: for=_hidden;proto=gopher")).isEqualTo("127.0.0.1 http");
  }

  @Test
  void header_thatTheProxyDoesNotWrite_isPassedOver() throws IOException {
    String forged = "Forwarded: for=1.1.1.1;proto=https";
    String written = "X-Forwarded-For: 203.0.113.7";
    assertThat(fromProxy(ProxyHeader.X_FORWARDED, forged, written)).isEqualTo("203.0.113.7 http");
    assertThat(fromProxy(ProxyHeader.X_FORWARDED, forged)).isEqualTo("127.0.0.1 http");
    assertThat(fromProxy(ProxyHeader.FORWARDED, forged, written)).isEqualTo("1.1.1.1 https");
    assertThat(fromProxy(ProxyHeader.FORWARDED, written)).isEqualTo("127.0.0.1 http");
  }

  @Test
  void range_ofAnyWidth_holdsWhatItNames() {
    assertThat(holds("10.0.0.0/8", "10.255.1.2")).isTrue();
    assertThat(holds("10.0.0.0/8", "11.0.0.0")).isFalse();
    assertThat(holds("192.0.2.128/25", "192.0.2.200")).isTrue();
    assertThat(holds("192.0.2.128/25", "192.0.2.127")).isFalse();
    assertThat(holds("192.0.2.7", "192.0.2.7")).isTrue();
    assertThat(holds("0.0.0.0/0", "192.0.2.7")).isTrue();
    assertThat(holds("fd00::/8", "fdab::1")).isTrue();
    assertThat(holds("fd00::/8", "10.0.0.1")).isFalse();
    for (String wrong : List.of("10.0.0.0/33", "proxy.example.com", "10.0.0/8x", "", "10.0.0.0/")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> AddressRange.parse(wrong))
          .withMessageContaining("10.0.0.0/8");
    }
  }

  private static boolean holds(String range, String address) {
    return AddressRange.parse(range).holds(InetAddress.ofLiteral(address));
  }

  private static String fromProxy(String... headers) throws IOException {
    return fromProxy(ProxyHeader.EITHER, headers);
  }

  private static String fromProxy(ProxyHeader header, String... headers) throws IOException {
    return seen(header, List.of("127.0.0.0/8", "10.0.0.0/8"), headers);
  }

  private static String seen(List<String> trusted, String... headers) throws IOException {
    return seen(ProxyHeader.EITHER, trusted, headers);
  }

  /** Who a server that trusts these believes to have called. */
  private static String seen(ProxyHeader header, List<String> trusted, String... headers)
      throws IOException {
    TrustedProxies proxies =
        new TrustedProxies(trusted.stream().map(AddressRange::parse).toList(), header);
    ServerSettings settings =
        ServerSettings.of("127.0.0.1", 0, 1).with(new Entry(Optional.empty(), proxies));
    Javalin server =
        HttpServer.create(
                settings,
                List.of(
                    routes -> routes.get("/", ctx -> ctx.result(ctx.ip() + " " + ctx.scheme()))))
            .start();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String lines = String.join("", Arrays.stream(headers).map(it -> it + "\r\n").toList());
      String request = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + lines + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    } finally {
      server.stop();
    }
  }
}
