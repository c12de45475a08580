package dev.sluice.runtime.fetch;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.sluice.runtime.fetch.TestFetches.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.sluice.runtime.EgressPolicy;
import dev.sluice.runtime.Fetched;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways to write, hide or swap a private address: none is ever connected to. */
@Timeout(60)
class NotationsTest {
  private static final Pattern LITERAL = Pattern.compile("[0-9a-fx.]*|.*:.*");
  private static final Map<String, String> PRIVATE_NAMES =
      Map.of(
          "metadata.google.internal", "169.254.169.254",
          "instance-data", "169.254.169.254",
          "127.0.0.1.nip.example", "127.0.0.1",
          "localhost", "127.0.0.1",
          "six.example", "::ffff:127.0.0.1",
          "intranet.example", "10.1.2.3");

  @RegisterExtension
  static final WireMockExtension API =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  /** Names of ours, and literals as this machine reads them; nothing else is looked up. */
  private static InetAddress[] addresses(String host) throws UnknownHostException {
    String name = host.replaceFirst("\\.$", "").toLowerCase(Locale.ROOT);
    if (PRIVATE_NAMES.containsKey(name)) {
      return InetAddress.getAllByName(PRIVATE_NAMES.get(name));
    }
    if (LITERAL.matcher(name).matches()) {
      return InetAddress.getAllByName(host);
    }
    throw new UnknownHostException(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d/",
        "http://localhost:%d/",
        "http://LOCALHOST.:%d/",
        "http://127.0.0.1.:%d/",
        "http://127.1:%d/",
        "http://127.0.1:%d/",
        "http://2130706433:%d/",
        "http://[::1]:%d/",
        "http://[0:0:0:0:0:0:0:1]:%d/",
        "http://[::ffff:127.0.0.1]:%d/",
        "http://[::ffff:7f00:1]:%d/",
        "http://[0:0:0:0:0:ffff:7f00:0001]:%d/",
        "http://[::127.0.0.1]:%d/",
        "http://[::]:%d/",
        "http://0.0.0.0:%d/",
        "http://0:%d/",
        "http://[64:ff9b::7f00:1]:%d/",
        "http://[64:ff9b:1::7f00:1]:%d/",
        "http://[2002:7f00:1::]:%d/",
        "http://[2001:0:7f00:1::]:%d/",
        "http://[fe80::1]:%d/",
        "http://[fd00:ec2::254]:%d/",
        "http://[ff02::1]:%d/",
        "http://169.254.169.254:%d/latest/meta-data/",
        "http://2852039166:%d/",
        "http://metadata.google.internal:%d/",
        "http://instance-data:%d/",
        "http://127.0.0.1.nip.example:%d/",
        "http://six.example:%d/",
        "http://intranet.example:%d/",
        "http://127.0.0.1:%d#@example.com/",
        "http://127.0.0.1:%d?@example.com/",
        "http://127.0.0.1:%d/@example.com/",
        "http://example.com@127.0.0.1:%d/",
        "http://example.com:80@127.0.0.1:%d/",
        "https://127.0.0.1:%d/",
        "HTTP://127.0.0.1:%d/",
        " http://127.0.0.1:%d/ ",
        "http://127。0。0。1:%d/",
        "http://①②⑦.⓪.⓪.①:%d/",
        "http://１２７.０.０.１:%d/",
      })
  void fetch_ofAPrivateAddress_isRefused(String url) {
    Fetches.Answer answer = publicly(url);
    assertThat(answer.fetched().ending()).as(error(answer)).isEqualTo(Fetched.Ending.REFUSED);
  }

  /** Notations that browsers read as an address, and we as nothing at all. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://0177.0.0.1:%d/",
        "http://0x7f000001:%d/",
        "http://0x7f.0.0.1:%d/",
        "http://017700000001:%d/",
        "http://127.0.0.0x1:%d/",
        "http://127%%2e0%%2e0%%2e1:%d/",
        "http://%%31%%32%%37.0.0.1:%d/",
        "http://loc\\u0131lhost:%d/",
        "http://127.0.0.1\\\\@example.com:%d/",
        "http://example.com\\\\@127.0.0.1:%d/",
        "http:\\\\\\\\127.0.0.1:%d/",
        "http:127.0.0.1:%d/",
        "http:///127.0.0.1:%d/",
        "//127.0.0.1:%d/",
        "http://127.0.0.1 .example.com:%d/",
        "http://127.0.0.1\\t:%d/",
        "http://[::ffff:127.0.0.1:%d/",
        "http://[fe80::1%%25lo]:%d/",
        "http://[fe80::1%%lo]:%d/",
        "http://[::1]x:%d/",
      })
  void fetch_ofWhatIsNoAddress_reachesNothing(String url) {
    Fetches.Answer answer = publicly(url);
    assertThat(answer.fetched().ending())
        .as(error(answer))
        .isIn(Fetched.Ending.REFUSED, Fetched.Ending.FAILED);
  }

  private static Fetches.Answer publicly(String url) {
    API.stubFor(any(anyUrl()).willReturn(ok("private")));
    Network network = new Network(NotationsTest::addresses, Network.OF_THIS_MACHINE.tls());
    try (TestFetches fetches = new TestFetches(network, new EgressPolicy.PublicInternet())) {
      Fetches.Answer answer = fetches.get(url.formatted(API.getPort()));
      assertThat(API.getAllServeEvents()).isEmpty();
      return answer;
    }
  }

  @Test
  void fetch_ofANameThatChangesItsAddress_goesToTheOneThatWasChecked() throws Exception {
    API.stubFor(any(anyUrl()).willReturn(ok("here")));
    Queue<String> answers = new ConcurrentLinkedQueue<>(List.of("127.0.0.1", "127.0.0.2"));
    Network network =
        new Network(
            host -> InetAddress.getAllByName(answers.remove()), Network.OF_THIS_MACHINE.tls());
    String target = "rebound.example:" + API.getPort();
    try (TestFetches fetches = new TestFetches(network, new EgressPolicy.Only(List.of(target)))) {
      Fetches.Answer answer = fetches.get("http://" + target + "/");
      assertThat(answer.fetched().ending()).isEqualTo(Fetched.Ending.SUCCESS);
      assertThat(answers).as("asked once").containsExactly("127.0.0.2");
    }
  }

  @Test
  void fetch_ofANameWithPublicAndPrivateAddresses_mayConnectToThePublicOnesOnly() throws Exception {
    List<InetAddress> all =
        List.of(
            InetAddress.ofLiteral("10.0.0.1"),
            InetAddress.ofLiteral("1.1.1.1"),
            InetAddress.ofLiteral("::1"));
    Network.Names names = host -> all.toArray(InetAddress[]::new);
    Reach reach = new Reach(new EgressPolicy.PublicInternet(), java.util.Optional.empty());
    assertThat(new GuardedDns(reach, names).resolve("mixed.example", 443))
        .singleElement()
        .satisfies(
            address -> assertThat(address.getAddress().getHostAddress()).isEqualTo("1.1.1.1"));
  }
}
