package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs, hooks and administration at addresses of their own, in plain and encrypted. */
class FrontDoorsIT {
  private static final Pattern THREE =
      Pattern.compile(
          "Sluice serves on (\\S+) \\(runs\\), (\\S+) \\(hooks\\), (\\S+) \\(administration\\),"
              + " data");
  private static final Pattern ONE = Pattern.compile("Sluice serves on (\\S+), data in");
  private static final String ENVIRONMENT =
      "{\"repository\":{\"url\":\"https://example.com/auth.git\"}}";

  private final Tool curl = Tool.require("curl");
  @TempDir private Path folder;

  @Test
  void doors_apart_haveTheirOwnRoutesAndHealthEach() {
    try (CommandProcess process =
        serve(THREE, "--port=0", "--hooks-listen=127.0.0.1:0", "--admin-listen=127.0.0.1:0")) {
      MatchResult where = process.awaitLine();
      String runs = where.group(1);
      String hooks = where.group(2);
      String admin = where.group(3);

      assertThat(call(admin + "/v1/environments/a", "-X", "PUT", "-d", ENVIRONMENT))
          .contains("\"name\":\"a\"");
      for (String door : List.of(runs, hooks, admin)) {
        assertThat(call(door + "/readyz")).contains("ready");
      }
      String run = "/v1/environments/a/triggers/user:pre_mfa/runs";
      assertThat(call(runs + run, "-d", "{\"event\":{}}")).contains("no_workflow");
      assertThat(call(admin + run, "-d", "{\"event\":{}}")).contains("not_found");
      assertThat(call(hooks + run, "-d", "{\"event\":{}}")).contains("not_found");
      assertThat(call(runs + "/v1/environments")).contains("not_found");
      assertThat(call(runs + "/hooks/a", "-d", "{}")).contains("not_found");
      assertThat(call(hooks + "/hooks/a", "-d", "{}")).doesNotContain("not_found");

      process.terminate();
      assertThat(process.exitCode()).as(process.output()).isZero();
    }
  }

  @Test
  void tls_underACertificate_encrypts() {
    Path certificate = certificate("a");
    try (CommandProcess process =
        serve(
            ONE,
            "--port=0",
            "--tls-certificate=" + certificate,
            "--tls-key=" + folder.resolve("a.key"))) {
      String server = process.awaitLine().group(1);

      assertThat(server).startsWith("https://");
      assertThat(call(server + "/healthz", "--cacert", certificate.toString())).contains("alive");
    }
  }

  private Path certificate(String name) {
    Tool.require("openssl")
        .run(
            folder,
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-keyout",
            name + ".key",
            "-out",
            name + ".pem",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=IP:127.0.0.1");
    return folder.resolve(name + ".pem");
  }

  @Test
  void start_withWhatCannotBe_saysSo() throws Exception {
    String none = folder.resolve("none.pem").toString();
    assertThat(failure("--tls-certificate=" + none)).contains("go together");
    assertThat(failure("--tls-certificate=" + none, "--tls-key=" + none))
        .contains("there is no file " + none);
    Path certificate = certificate("a");
    certificate("b");
    assertThat(failure("--tls-certificate=" + certificate, "--tls-key=" + folder.resolve("b.key")))
        .contains("isn't that of the first certificate");
    assertThat(failure("--admin-listen=8080")).contains("such as 127.0.0.1:8080");
    assertThat(failure("--trusted-proxy=proxy.internal")).contains("10.0.0.0/8");
    assertThat(failure("--proxy-header=via")).contains("x-forwarded");
    assertThat(failure("--admin-listen=no-such-host.invalid:0"))
        .contains("no-such-host.invalid:0", "--admin-listen")
        .doesNotContain("\tat ");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      assertThat(failure("--hooks-listen=" + address))
          .contains("can't listen on " + address, "--hooks-listen")
          .doesNotContain("..", "Failed to start")
          .doesNotContain("\tat ");
    }
    assertThat(Files.exists(Path.of(none))).isFalse();
  }

  private String failure(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--port=0"));
    all.addAll(List.of(arguments));
    try (CommandProcess process = serve(ONE, all.toArray(String[]::new))) {
      assertThat(process.exitCode()).as(process.output()).isNotZero();
      return process.output();
    }
  }

  private CommandProcess serve(Pattern greeting, String... arguments) {
    List<String> all = new ArrayList<>(List.of("serve", "--data", folder.resolve("data") + ""));
    all.addAll(List.of(arguments));
    return CommandProcess.start(Map.of("SLUICE_ADMIN_KEY", Server.ADMIN_KEY), greeting, all);
  }

  private String call(String url, String... arguments) {
    List<String> all = new ArrayList<>(List.of("-sS", url));
    all.addAll(List.of("-H", "Authorization: Bearer " + Server.ADMIN_KEY));
    all.addAll(List.of(arguments));
    return curl.run(folder, all.toArray(String[]::new));
  }
}
