package dev.sluice.cli;

import dev.sluice.gateway.listen.AddressRange;
import dev.sluice.gateway.listen.Entry;
import dev.sluice.gateway.listen.ProxyHeader;
import dev.sluice.gateway.listen.TlsFiles;
import dev.sluice.gateway.listen.TrustedProxies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say who may call where, and how. */
final class FrontOptions {
  @Option(
      names = "--runs-listen",
      paramLabel = "<host:port>",
      description = "answer runs there and nowhere else")
  private @Nullable String runs;

  @Option(
      names = "--hooks-listen",
      paramLabel = "<host:port>",
      description = "take pushes there and nowhere else")
  private @Nullable String hooks;

  @Option(
      names = "--admin-listen",
      paramLabel = "<host:port>",
      description = "let administrators in there and nowhere else")
  private @Nullable String admin;

  @Option(
      names = "--tls-certificate",
      paramLabel = "<file.pem>",
      description =
          "encrypt all connections: the server's certificate, then those that vouch for it; read"
              + " again when it changes")
  private @Nullable Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "<file.pem>",
      description = "the certificate's key, unencrypted")
  private @Nullable Path key;

  @Option(
      names = "--trusted-proxy",
      paramLabel = "<range>",
      description =
          "believe Forwarded and X-Forwarded-For of proxies in this range, e.g. 10.0.0.0/8; may be"
              + " given several times")
  private List<String> proxies = new ArrayList<>();

  @Option(
      names = "--proxy-header",
      paramLabel = "<kind>",
      defaultValue = "either",
      description =
          "what those proxies write: forwarded, x-forwarded, or either (then neither counts where"
              + " they disagree); default: ${DEFAULT-VALUE}")
  private String proxyHeader = "either";

  /**
   * What they say.
   *
   * @throws IllegalArgumentException if one of them can't be used
   */
  Listening listening(Address usual) {
    Map<Door, Address> own = new EnumMap<>(Door.class);
    put(own, Door.RUNS, runs);
    put(own, Door.HOOKS, hooks);
    put(own, Door.ADMIN, admin);
    List<AddressRange> ranges = proxies.stream().map(AddressRange::parse).toList();
    return new Listening(
        usual, own, new Entry(tls(), new TrustedProxies(ranges, ProxyHeader.of(proxyHeader))));
  }

  private static void put(Map<Door, Address> own, Door door, @Nullable String address) {
    if (address != null) {
      own.put(door, Address.parse(address));
    }
  }

  private Optional<TlsFiles> tls() {
    if (certificate == null && key == null) {
      return Optional.empty();
    }
    if (certificate == null || key == null) {
      throw new IllegalArgumentException(
          "--tls-certificate and --tls-key go together: give both, or neither");
    }
    return Optional.of(new TlsFiles(certificate, key));
  }
}
