package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The README's other command, twice on the same data. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoIT {
  private static final Pattern WORKED = Pattern.compile("All of it worked");

  @TempDir private Path folder;

  @RepeatedTest(2)
  void demo_once_showsTheClaimsOfEachPushAndTheBrokenOnesProblems() throws IOException {
    List<String> arguments =
        List.of("demo", "--once", "--port", freePort(), "--data", folder.toString());

    try (CommandProcess demo = CommandProcess.start(Map.of(), WORKED, arguments)) {
      assertThat(demo.exitCode()).as(demo.output()).isZero();
      assertThat(demo.output())
          .contains("accessToken claims: {\"companyName\":\"Acme Inc.\"}")
          .contains("m2mToken claims: {\"plan\":\"gold\"}")
          .contains("accessToken claims: {\"permissions\":[],\"feature_flags\":{}}")
          .contains("idToken claims: {\"house\":\"Gryffindor\",\"name\":\"Harry Potter\"}")
          .contains("[import_not_allowed]")
          .contains("import axios from \"axios\";")
          .contains("All of it worked.")
          .doesNotContain(" WARN ")
          .doesNotContain(" ERROR ");
    }
  }

  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return String.valueOf(socket.getLocalPort());
    }
  }
}
