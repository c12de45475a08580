package dev.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.cli.Sluice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit file for systemd is one, and starts Sluice with what it takes. */
class UnitFileTest {
  private static final Path UNIT = Path.of("systemd", "sluice.service");
  private static final Path GUIDE = Path.of("..", "docs", "operating.md");
  private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");
  private static final String PROGRAM = "/opt/sluice/sluice";

  @TempDir private Path folder;

  @Test
  void execStart_itsOptions_areWhatSluiceTakes() throws IOException {
    List<String> lines =
        Stream.of(UNIT, GUIDE)
            .flatMap(UnitFileTest::lines)
            .map(String::strip)
            .filter(line -> line.startsWith("ExecStart=/"))
            .toList();

    assertThat(lines).hasSize(5);
    for (String line : lines) {
      assertThat(line).startsWith("ExecStart=" + PROGRAM + " serve ");
      String[] arguments = line.substring(line.indexOf(" serve") + 1).split(" ");
      assertThatCode(() -> Sluice.commandLine().parseArgs(arguments)).doesNotThrowAnyException();
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readString(file).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void masterKey_isACredentialWhereItIsLookedFor() throws IOException {
    String credential = value("LoadCredential").replaceFirst(":.*", "");

    assertThat(value("Environment")).contains("SLUICE_MASTER_KEY_FILE=%d/" + credential);
    assertThat(value("ExecStart")).contains("--data /var/lib/" + value("StateDirectory"));
  }

  /** A link in its place couldn't be moved or restored by hand, and would be another user's. */
  @Test
  void data_isAFolderOfAUserThatStays() throws IOException {
    String unit = Files.readString(UNIT);

    assertThat(unit).doesNotContain("DynamicUser=");
    assertThat(unit)
        .containsPattern("#   useradd .*--home-dir /var/lib/sluice .* " + value("User") + "\n");
  }

  /** Restored by hand as root, files must be where and whose the unit has them. */
  @Test
  void guide_namesThePathsOfTheUnit() throws IOException {
    assertThat(row("$DATA")).contains("| `/var/lib/" + value("StateDirectory") + "` |");
    assertThat(row("$KEY")).contains("| `" + masterKey() + "` |");
    assertThat(row("$OWNER")).contains("| `" + value("User") + "` |");
  }

  private static String row(String variable) {
    return lines(GUIDE)
        .filter(line -> line.startsWith("| `" + variable + "`"))
        .findFirst()
        .orElseThrow();
  }

  private static String value(String key) throws IOException {
    return Pattern.compile("^" + key + "=(.*)$", Pattern.MULTILINE)
        .matcher(Files.readString(UNIT))
        .results()
        .map(match -> match.group(1))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void unit_bySystemdsOwnMeasure_isSoundAndNarrow() throws Exception {
    assumeTrue(Files.isExecutable(ANALYZE), "this needs systemd, and it isn't there");
    Path unit = folder.resolve("sluice.service");
    // Which need not be installed here.
    Files.writeString(unit, Files.readString(UNIT).replace(PROGRAM, "/bin/true"));

    assertThat(analyzed("verify", unit.toString())).isEmpty();
    // From 0, which can do nothing, to 100.
    analyzed("security", "--offline=true", "--threshold=20", unit.toString());
  }

  /** In one file, where each goes on from the one before. */
  @Test
  void guide_itsDropIns_areWhatSystemdTakes() throws Exception {
    assumeTrue(Files.isExecutable(ANALYZE), "this needs systemd, and it isn't there");
    List<String> dropIns =
        Pattern.compile("```\n(\\s*\\[Service].*?)```", Pattern.DOTALL)
            .matcher(Files.readString(GUIDE))
            .results()
            .map(block -> block.group(1).replaceAll("(?m)^ +", ""))
            .toList();
    assertThat(dropIns).hasSize(5);
    String all = Files.readString(UNIT) + "\n" + String.join("\n", dropIns);
    Path unit = folder.resolve("sluice.service");
    Files.writeString(unit, all.replace(PROGRAM, "/bin/true"));

    assertThat(analyzed("verify", unit.toString())).isEmpty();
    assertThat(dropIns.getLast())
        .contains("LoadCredential=master.key.next:" + masterKey() + ".next\n")
        .contains("SLUICE_NEXT_MASTER_KEY_FILE=%d/master.key.next\n");
  }

  /** Where the administrator has it. */
  private static String masterKey() throws IOException {
    return value("LoadCredential").replaceFirst(".*:", "");
  }

  /** What it says, and it must be content. */
  private static String analyzed(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(ANALYZE.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
