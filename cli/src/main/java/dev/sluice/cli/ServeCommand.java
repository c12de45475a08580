package dev.sluice.cli;

import dev.sluice.cli.log.Logs;
import dev.sluice.registry.Secret;
import dev.sluice.registry.gateway.GatewayName;
import dev.sluice.registry.sql.Tables;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Takes pushes, brings commits in and serves runs, until SIGTERM or SIGINT.",
      "",
      "SLUICE_ADMIN_KEY    the first admin key, at least 32 characters without spaces; valid while"
          + " set, never stored.",
      "                    Without it one is made and printed at the very first start.",
      "SLUICE_MASTER_KEY   what secrets are encrypted under, 32 bytes in base64.",
      "                    Without it one is made and kept in the data folder's master.key.",
      "SLUICE_NEXT_MASTER_KEY",
      "                    the one that takes its place, while it is rotated.",
      "                    Either may be in a file that its name with _FILE tells.",
      "SLUICE_NPM_TOKEN    what the npm registry is shown; as --npm-token-file.",
      "PGPASSWORD          the registry database's password, if it isn't in a password file"
          + " (PGPASSFILE).",
      "OTEL_EXPORTER_OTLP_ENDPOINT",
      "                    where traces are sent to, by OTLP over HTTP; and the other variables of"
          + " OpenTelemetry.",
      "SLUICE_JIT=off      interprets JavaScript: starts sooner, runs slower.",
      "HTTPS_PROXY, HTTP_PROXY, NO_PROXY, NODE_EXTRA_CA_CERTS",
      "                    how the npm registry is reached."
    })
final class ServeCommand implements Callable<Integer> {
  private static final int MOST_AUDIT_DAYS = 36_500;
  private static final int MOST_STANDBY_HOURS = 8_760;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--host", description = "the address to listen on (default: ${DEFAULT-VALUE})")
  private String host = "127.0.0.1";

  @Option(names = "--port", description = "the port to listen on (default: ${DEFAULT-VALUE})")
  private int port = 8080;

  @Mixin private FrontOptions front = new FrontOptions();

  @Option(names = "--data", description = "where everything is kept (default: ${DEFAULT-VALUE})")
  private Path data = Path.of(".sluice");

  @Mixin private RegistryOption registry = new RegistryOption();

  @Option(
      names = "--no-migrate",
      description =
          "leave the registry's tables as they are, and don't start on those of an older version:"
              + " `sluice registry migrate` brings them up to date")
  private boolean noMigrate;

  @Option(
      names = "--allow-local-repositories",
      description = "fetch repositories from this machine's disk and over http: too")
  private boolean allowLocalRepositories;

  @Mixin private GitOptions git = new GitOptions();

  @Mixin private LimitOptions limits = new LimitOptions();

  @Mixin private PackageOptions packages = new PackageOptions();

  @Option(
      names = "--roles",
      split = ",",
      converter = RoleConverter.class,
      description = "which parts to play: webhook, sync-worker, gateway (default: all)")
  private Set<ServeSettings.Role> roles = EnumSet.allOf(ServeSettings.Role.class);

  @Option(
      names = "--audit-days",
      description = "how many days the audit log remembers (default: ${DEFAULT-VALUE})")
  private int auditDays = 400;

  @Option(
      names = "--standby-hours",
      paramLabel = "<hours>",
      description =
          "how long a gateway serves what it last read while the registry is away, also after a"
              + " start; 0 keeps nothing of it on disk (default: ${DEFAULT-VALUE})")
  private int standbyHours = 24;

  @Option(
      names = "--name",
      description = "what the gateway is called in lists of gateways (default: the host's name)")
  private @Nullable String name;

  @Mixin private LogOptions log = new LogOptions();

  @Mixin private LeaseOption lease = new LeaseOption();

  @Override
  public Integer call() throws InterruptedException {
    log.begin(System.getenv());
    ServeSettings settings =
        new ServeSettings(
            front.listening(new Address(host, port)),
            new Storage(
                data,
                registry.address(System.getenv()),
                noMigrate ? Tables.AS_THEY_ARE : Tables.MIGRATED),
            new ServeSettings.Sources(
                allowLocalRepositories,
                packages.registry(System.getenv()),
                git.network(),
                limits.limits(),
                lease.lease()),
            roles,
            new ServeSettings.Administration(AdminKey.given(), auditKept(), standby(), name()));
    PrintWriter out = spec.commandLine().getOut();
    CountDownLatch stopped = new CountDownLatch(1);
    SluiceProcess process = SluiceProcess.start(settings);
    Shutdown.onSignal(process, stopped);
    process.firstAdminKey().ifPresent(key -> show(key, out));
    greet(process, out);
    stopped.await();
    return 0;
  }

  private Duration auditKept() {
    if (auditDays < 1 || auditDays > MOST_AUDIT_DAYS) {
      throw new CommandFailure(
          2, "--audit-days is from 1 to " + MOST_AUDIT_DAYS + ", not " + auditDays);
    }
    return Duration.ofDays(auditDays);
  }

  private Duration standby() {
    if (standbyHours < 0 || standbyHours > MOST_STANDBY_HOURS) {
      throw new CommandFailure(
          2, "--standby-hours is from 0 to " + MOST_STANDBY_HOURS + ", not " + standbyHours);
    }
    return Duration.ofHours(standbyHours);
  }

  private GatewayName name() {
    try {
      return Optional.ofNullable(name).map(GatewayName::new).orElseGet(HostName::find);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(2, "--name: " + e.getMessage());
    }
  }

  /** Where what a process says is read by machines, this is read by them too. */
  private static void greet(SluiceProcess process, PrintWriter out) {
    if (Logs.areJson()) {
      LoggerFactory.getLogger(ServeCommand.class).info(process.greeting());
    } else {
      out.println(process.greeting());
      out.flush();
    }
  }

  private static void show(Secret key, PrintWriter out) {
    out.println("The first admin key, shown this once:");
    out.println();
    out.println("    " + key.reveal());
    out.println();
    out.flush();
  }

  /** The roles by their names on the command line. */
  static final class RoleConverter
      implements picocli.CommandLine.ITypeConverter<ServeSettings.Role> {
    @Override
    public ServeSettings.Role convert(String name) {
      return Optional.of(name)
          .flatMap(RoleConverter::named)
          .orElseThrow(() ->
              new picocli.CommandLine.TypeConversionException(
                  "there's no role " + name + "; there are webhook, sync-worker and gateway"));
    }

    private static Optional<ServeSettings.Role> named(String name) {
      return ServeSettings.allRoles().stream()
          .filter(role -> role.toString().equals(name))
          .findFirst();
    }
  }
}
