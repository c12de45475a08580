package dev.sluice.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image that the build has made: what it says of itself, what is in it, and that it runs. */
class ImageIT {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path TAR = TARGET.resolve("sluice-image.tar");
  private static final boolean ROOT = System.getProperty("user.name").equals("root");

  @TempDir static Path folder;

  private static UnpackedImage image;

  @BeforeAll
  static void unpack() throws Exception {
    image = UnpackedImage.of(TAR, Files.createDirectories(folder.resolve("image")));
  }

  @Test
  void layers_madeAgain_areTheSame() throws Exception {
    Path again = folder.resolve("again.tar");
    String time = image.config().path("created").asString();

    ImageBuild.main(
        new String[] {
          TARGET.resolve("sluice").toString(), "scratch", again.toString(), "0.1.0", time
        });

    UnpackedImage other = UnpackedImage.of(again, Files.createDirectories(folder.resolve("other")));
    assertThat(other.layers()).hasSize(6).isEqualTo(image.layers());
    assertThat(other.config()).isEqualTo(image.config());
  }

  @Test
  void config_says_whatIsRunAsWhom() {
    assertThat(image.texts("/config/Entrypoint")).containsExactly("/opt/sluice/sluice");
    assertThat(image.texts("/config/Cmd"))
        .containsExactly("serve", "--host", "0.0.0.0", "--data", "/var/lib/sluice");
    assertThat(image.config().at("/config/User").asString()).isEqualTo("10001:10001");
    assertThat(image.config().at("/config/ExposedPorts").propertyNames())
        .containsExactly("8080/tcp");
    assertThat(image.config().at("/config/WorkingDir").asString()).isEqualTo("/var/lib/sluice");
    assertThat(image.texts("/config/Env"))
        .extracting(variable -> variable.substring(0, variable.indexOf('=')))
        .containsExactlyInAnyOrder("PATH", "HOME");
  }

  @Test
  void files_inIt_areRootsAndNobodyElseMayWriteThem() throws IOException {
    assumeTrue(ROOT, "only root can unpack files with their owners");
    Path data = image.root().resolve("var/lib/sluice");
    List<Path> files = files();
    for (Path file : files) {
      Map<String, Object> of =
          Files.readAttributes(file, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
      boolean own = file.equals(data);
      assertThat(of.get("uid")).as(file.toString()).isEqualTo(own ? 10001 : 0);
      assertThat(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS))
          .as(file.toString())
          .doesNotContainAnyElementsOf(
              Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE));
    }
    assertThat(files).hasSizeGreaterThan(500).contains(data);
  }

  @Test
  void files_inIt_areWhatIsRunAndNoSecret() throws IOException {
    Path home = image.root().resolve("opt/sluice");
    assertThat(home.toFile().list())
        .containsExactlyInAnyOrder("sluice", "bin", "lib", "node", "licenses", "classes.aot");
    assertThat(files())
        .extracting(file -> file.getFileName().toString())
        .doesNotContain("master.key", "registry.db", ".npmrc", ".netrc", ".git", ".env", "standby");
    assertThat(image.root().toFile().list()).containsExactlyInAnyOrder("opt", "var");
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(image.root())) {
      return files.filter(file -> !file.equals(image.root())).toList();
    }
  }

  /**
   * The whole story, by the image's own Node.js, with the start-up cache (or it wouldn't start), on
   * a file system that it can't write to, as the image's user.
   */
  @Test
  void demo_inItsOwnRootReadOnly_showsTheWholeStory() throws Exception {
    assumeTrue(ROOT, "only root can make a root of its own for another user");
    // One of its own, as what is mounted leaves folders.
    Path root = UnpackedImage.of(TAR, Files.createDirectories(folder.resolve("mounted"))).root();
    List<String> command =
        new ArrayList<>(
            List.of(
                "unshare",
                "--mount",
                "--propagation=private",
                "sh",
                Path.of("src/test/sh/in-root.sh").toAbsolutePath().toString(),
                root.toString(),
                System.getProperty("java.home"),
                image.config().at("/config/User").asString(),
                path()));
    command.addAll(image.texts("/config/Entrypoint"));
    command.addAll(List.of("demo", "--once", "--port", "0"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SLUICE_JAVA_OPTS", "-XX:AOTMode=on");
    Process process = builder.start();
    process.getOutputStream().close();

    String said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("compiled").doesNotContain("Read-only");
  }

  private static String path() {
    return image.texts("/config/Env").stream()
        .filter(variable -> variable.startsWith("PATH="))
        .map(variable -> variable.substring("PATH=".length()))
        .findFirst()
        .orElseThrow();
  }
}
