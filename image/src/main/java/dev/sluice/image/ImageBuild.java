package dev.sluice.image;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the image of a distribution, without a daemon: the same distribution and base give the same
 * bytes. It is run as a user that is nobody else, needs no file system it can write to but for its
 * data and {@code /tmp}, and holds no secret.
 */
public final class ImageBuild {
  /** Beside the numbers of any machine's users; a number, so that it can be seen not to be root. */
  static final String USER = "10001:10001";

  static final String HOME = "/opt/sluice";
  static final String DATA = "/var/lib/sluice";

  private static final String REGISTRY = "registry://";

  private final Path distribution;
  private final Instant made;
  private final String version;

  private ImageBuild(Path distribution, Instant made, String version) {
    this.distribution = distribution;
    this.made = made;
    this.version = version;
  }

  /**
   * Makes it.
   *
   * @param arguments the distribution's folder; the base, {@code scratch} for none; where to: a tar
   *     file, or {@code registry://} and a name; the version; the time of all files
   */
  public static void main(String[] arguments) throws Exception {
    ImageBuild build =
        new ImageBuild(Path.of(arguments[0]), Instant.parse(arguments[4]), arguments[3]);
    JibContainer made = build.of(arguments[1]).containerize(target(arguments[2]));
    System.out.println("Made " + arguments[2] + ", " + made.getDigest());
  }

  private JibContainerBuilder of(String base) throws Exception {
    Layers layers = new Layers(distribution, made);
    return Jib.from(base)
        .setFormat(ImageFormat.OCI)
        .setPlatforms(Set.of(new Platform("amd64", "linux")))
        .setCreationTime(made)
        .setFileEntriesLayers(layers.inOrder())
        .setEntrypoint(List.of(HOME + "/sluice"))
        .setProgramArguments(List.of("serve", "--host", "0.0.0.0", "--data", DATA))
        .setUser(USER)
        .setWorkingDirectory(AbsoluteUnixPath.get(DATA))
        .setExposedPorts(Set.of(Port.tcp(8080)))
        .setEnvironment(
            Map.of(
                "PATH",
                HOME
                    + "/bin:/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin"
                    + ":/sbin:/bin",
                "HOME",
                DATA))
        .setLabels(
            Map.of(
                "org.opencontainers.image.title", "Sluice",
                "org.opencontainers.image.version", version,
                "org.opencontainers.image.base.name", base));
  }

  private static Containerizer target(String to) throws Exception {
    Containerizer containerizer =
        to.startsWith(REGISTRY)
            ? Containerizer.to(pushed(ImageReference.parse(to.substring(REGISTRY.length()))))
            : Containerizer.to(TarImage.at(Path.of(to)).named("sluice"));
    return containerizer.setToolName("sluice");
  }

  private static RegistryImage pushed(ImageReference image) {
    return RegistryImage.named(image)
        .addCredentialRetriever(CredentialRetrieverFactory.forImage(image, _ -> {}).dockerConfig());
  }
}
