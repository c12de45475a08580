package dev.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The chart's nightly backup goes on being made, whatever is upgraded and whichever key changes.
 */
class BackupTest {
  private static final Pattern BACKUP = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d{6}Z");
  private static final String POD = "login-sluice-backup-29384756-x7k2p";

  @TempDir private Path folder;

  private static Chart chart(Map<String, Object> more) {
    Map<String, Object> values = new HashMap<>(Chart.FEWEST);
    values.put("backup.enabled", "true");
    values.putAll(more);
    return Chart.of(values);
  }

  private static JsonNode pod(Chart chart) {
    return chart.one("CronJob", "login-sluice-backup").at("/spec/jobTemplate/spec/template/spec");
  }

  private static JsonNode serving(Chart chart) {
    return chart.one("Deployment", "login-sluice-webhook").at("/spec/template/spec");
  }

  @Test
  void backup_unlessItIsAskedFor_isNotMade() {
    Chart chart = Chart.of(Chart.FEWEST);

    assertThat(chart.all("CronJob")).isEmpty();
    assertThat(chart.all("PersistentVolumeClaim")).isEmpty();
  }

  /** What an upgrade, a rotation and a change of the user give to those who serve, it is given. */
  @Test
  void backup_isMadeByTheVersionAndWithTheKeysAndTheUserOfWhatServes() {
    Chart chart =
        chart(
            Map.of(
                "image.tag", "0.2.0",
                "registry.address", "postgresql://sluice_2@db.example.com/sluice",
                "registry.password.existingSecret", "second",
                "masterKey.next.existingSecret", "next"));
    JsonNode made = pod(chart).at("/containers/0");
    JsonNode serves = serving(chart).at("/containers/0");

    assertThat(made.path("image")).isEqualTo(serves.path("image"));
    assertThat(made.path("image").asString()).endsWith(":0.2.0");
    assertThat(Chart.texts(made.path("args")))
        .contains("--from=postgresql://sluice_2@db.example.com/sluice");
    for (String variable :
        List.of("PGPASSWORD", "SLUICE_MASTER_KEY_FILE", "SLUICE_NEXT_MASTER_KEY_FILE")) {
      assertThat(named(made.path("env"), variable)).isEqualTo(named(serves.path("env"), variable));
    }
    for (String key : List.of("master-key", "next-master-key")) {
      assertThat(named(pod(chart).path("volumes"), key))
          .isEqualTo(named(serving(chart).path("volumes"), key));
      assertThat(named(made.path("volumeMounts"), key))
          .isEqualTo(named(serves.path("volumeMounts"), key));
    }
  }

  private static JsonNode named(JsonNode list, String name) {
    return Chart.each(list)
        .filter(it -> it.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there's no " + name));
  }

  /** The tables stay the newer version's. */
  @Test
  void backup_afterARollback_isMadeByTheVersionThatIsNamed() {
    Chart chart = chart(Map.of("backup.image.tag", "0.2.0", "image.tag", "0.1.0"));

    assertThat(pod(chart).at("/containers/0/image").asString())
        .isEqualTo("registry.example.com/sluice:0.2.0");
    assertThat(serving(chart).at("/containers/0/image").asString()).endsWith(":0.1.0");
  }

  @Test
  void backups_areKeptOnAClaimThatOutlivesTheChart_orOnOneThatIsThere() {
    Chart own = chart(Map.of("backup.volume.size", "50Gi"));
    JsonNode claim = own.one("PersistentVolumeClaim", "login-sluice-backup");
    assertThat(claim(own)).isEqualTo("login-sluice-backup");
    assertThat(claim.at("/spec/resources/requests/storage").asString()).isEqualTo("50Gi");
    assertThat(claim.at("/metadata/annotations").path("helm.sh/resource-policy").asString())
        .isEqualTo("keep");

    Chart other = chart(Map.of("backup.volume.existingClaim", "vault"));
    assertThat(claim(other)).isEqualTo("vault");
    assertThat(other.all("PersistentVolumeClaim")).isEmpty();
  }

  private static String claim(Chart chart) {
    return named(pod(chart).path("volumes"), "backup")
        .at("/persistentVolumeClaim/claimName")
        .asString();
  }

  @Test
  void jobs_runOneAtATimeForADayAtMost() {
    JsonNode job = chart(Map.of()).one("CronJob", "login-sluice-backup").path("spec");

    assertThat(job.path("concurrencyPolicy").asString()).isEqualTo("Forbid");
    assertThat(job.at("/jobTemplate/spec/activeDeadlineSeconds").asLong()).isPositive();
    assertThatThrownBy(() -> chart(Map.of("backup.deadlineSeconds", "86401")))
        .hasMessageContaining("deadlineSeconds");
    assertThatThrownBy(() -> chart(Map.of("backup.keep", "0"))).hasMessageContaining("keep");
  }

  @Test
  void night_thatWentWell_addsABackupAndLetsGoOfTheOldest() throws Exception {
    earlier("2020-01-01T030010Z", "2020-01-02T030010Z", "2020-01-03T030010Z");
    Files.createDirectory(folder.resolve("backup/lost+found"));
    left("killed.unfinished", Duration.ofDays(2));
    left("under-way.unfinished", Duration.ofHours(1));

    assertThat(night("mkdir \"$to\" && echo all >\"$to/registry.db\"")).isZero();

    List<String> there = there();
    assertThat(there)
        .contains("2020-01-02T030010Z", "2020-01-03T030010Z", "lost+found", "under-way.unfinished")
        .doesNotContain("2020-01-01T030010Z")
        .hasSize(5);
    String made = there.stream().filter(BackupTest::isOfToday).findFirst().orElseThrow();
    assertThat(folder.resolve("backup").resolve(made).resolve("registry.db")).hasContent("all\n");
  }

  @Test
  void night_thatFailed_saysSoAndLetsGoOfNothing() throws Exception {
    String[] all = {
      "2020-01-01T030010Z", "2020-01-02T030010Z", "2020-01-03T030010Z", "2020-01-04T030010Z"
    };
    earlier(all);

    assertThat(night("mkdir \"$to\" && exit 1")).isEqualTo(1);

    assertThat(there()).containsExactlyInAnyOrder(with(all, POD + ".unfinished"));
  }

  private static String[] with(String[] some, String more) {
    List<String> all = new ArrayList<>(List.of(some));
    all.add(more);
    return all.toArray(String[]::new);
  }

  private static boolean isOfToday(String name) {
    return BACKUP.matcher(name).matches() && !name.startsWith("2020-01-0");
  }

  private void earlier(String... names) throws IOException {
    for (String name : names) {
      Files.createDirectories(folder.resolve("backup").resolve(name));
    }
  }

  private void left(String name, Duration ago) throws IOException {
    Path left = Files.createDirectory(folder.resolve("backup").resolve(name));
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(ago)));
  }

  private List<String> there() throws IOException {
    try (var names = Files.list(folder.resolve("backup"))) {
      return names.map(it -> it.getFileName().toString()).toList();
    }
  }

  /** What the job's container does, three backups being kept, with a command that copies so. */
  private int night(String copying) throws Exception {
    Path sluice = folder.resolve("sluice");
    Files.writeString(sluice, "#!/bin/sh\nto=${4#--to=}\n" + copying + "\n");
    Files.setPosixFilePermissions(sluice, PosixFilePermissions.fromString("rwxr-xr-x"));
    JsonNode container = pod(chart(Map.of("backup.keep", "3"))).at("/containers/0");
    List<String> command = new ArrayList<>(Chart.texts(container.path("command")));
    command.addAll(Chart.texts(container.path("args")));
    command.replaceAll(it ->
        it.replace("$(POD_NAME)", POD)
            .replace("/backup/", folder + "/backup/")
            .replace("/tmp/yesterday", folder + "/yesterday")
            .replace("/opt/sluice/sluice", sluice.toString()));
    ProcessBuilder shell = new ProcessBuilder(command).redirectErrorStream(true);
    shell.environment().put("POD_NAME", POD);
    Process process = shell.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    assertThat(said).as("exit code " + code).doesNotContain("rror", "not found");
    return code;
  }
}
