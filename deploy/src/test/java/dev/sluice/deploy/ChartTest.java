package dev.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.LintResult;
import dev.sluice.cli.Sluice;
import dev.sluice.gateway.ServerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The Helm chart gives a cluster what Kubernetes knows, and Sluice what it takes. */
class ChartTest {
  private static final Pattern SECRET = Pattern.compile("KEY|PASSWORD|TOKEN");
  private static final Pattern SET = Pattern.compile("--set '?(?<name>[^= ]+)=(?<value>[^ '`\n]+)");

  /** What there is to choose, chosen otherwise. */
  private static final Map<String, Object> EVERYTHING =
      Map.ofEntries(
          Map.entry("image.digest", "sha256:" + "0123456789abcdef".repeat(4)),
          Map.entry("imagePullSecrets[0].name", "pull"),
          Map.entry("registry.password.existingSecret", "database"),
          Map.entry("masterKey.next.existingSecret", "sluice-next-master-key"),
          Map.entry("adminKey.existingSecret", "sluice-admin-key"),
          Map.entry("tls.existingSecret", "sluice-tls"),
          Map.entry("trustedProxies[0]", "10.0.0.0/8"),
          Map.entry("backup.enabled", "true"),
          Map.entry("backup.timeZone", "Europe/Berlin"),
          Map.entry("backup.nodeSelector.pool", "builds"),
          Map.entry("gateway.autoscaling.enabled", "false"),
          Map.entry("gateway.standby.persistent", "false"),
          Map.entry("gateway.podAnnotations.a", "b"),
          Map.entry("gateway.service.annotations.a", "b"),
          Map.entry("worker.npmToken.existingSecret", "npm"),
          Map.entry("worker.cacheOnNode.enabled", "true"),
          Map.entry("worker.extraArgs[0]", "--git-proxy=http://proxy.example.com:3128"),
          Map.entry("worker.extraArgs[1]", "--limit=clone-mb=500"),
          Map.entry("worker.nodeSelector.pool", "builds"),
          Map.entry("worker.tolerations[0].operator", "Exists"),
          Map.entry("extraEnv[0].name", "HTTPS_PROXY"),
          Map.entry("extraEnv[0].value", "http://proxy.example.com:3128"),
          Map.entry("extraVolumes[0].name", "authorities"),
          Map.entry("extraVolumes[0].configMap.name", "authorities"),
          Map.entry("extraVolumeMounts[0].name", "authorities"),
          Map.entry("extraVolumeMounts[0].mountPath", "/etc/authorities"),
          Map.entry("ingress.runs.enabled", "true"),
          Map.entry("ingress.runs.host", "runs.example.com"),
          Map.entry("ingress.hooks.enabled", "true"),
          Map.entry("ingress.hooks.host", "hooks.example.com"),
          Map.entry("ingress.hooks.tlsSecret", "hooks-tls"),
          Map.entry("networkPolicy.adminFrom[0].podSelector.matchLabels.app", "admin"),
          Map.entry("networkPolicy.runsFrom[0].namespaceSelector.matchLabels.team", "auth"),
          Map.entry("networkPolicy.metricsFrom[0].namespaceSelector.matchLabels.team", "watch"),
          Map.entry("podMonitor.enabled", "true"),
          Map.entry("podMonitor.tlsConfig.serverName", "sluice.example.com"),
          Map.entry("podMonitor.keySecret.name", "metrics"));

  static Stream<Chart> charts() {
    return Stream.of(Chart.of(Chart.FEWEST), Chart.of(with(EVERYTHING)));
  }

  private static Map<String, Object> with(Map<String, Object> more) {
    Map<String, Object> values = new HashMap<>(Chart.FEWEST);
    values.putAll(more);
    return values;
  }

  @Test
  void lint_strict_findsNothing() {
    LintResult result = Chart.HELM.lint().strict().call();

    assertThat(result.isFailed()).as(String.join("\n", result.getMessages())).isFalse();
  }

  @ParameterizedTest
  @MethodSource("charts")
  void objects_allOfThem_areWhatKubernetesKnows(Chart chart) {
    assertThat(chart.objects()).hasSizeGreaterThan(12);
    chart.objects().stream()
        .filter(object -> !object.path("kind").asString().equals("PodMonitor"))
        .forEach(Chart::requireKnown);
  }

  @Test
  void requireKnown_fieldThatIsMisspelt_isRefused() {
    JsonNode webhook = Chart.of(Chart.FEWEST).all("Deployment").getFirst();
    ((ObjectNode) webhook.at("/spec/template/spec")).put("hostNetwrk", true);

    assertThatThrownBy(() -> Chart.requireKnown(webhook))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hostNetwrk");
  }

  @ParameterizedTest
  @MethodSource("charts")
  void arguments_ofEveryPod_areWhatSluiceTakes(Chart chart) {
    for (JsonNode container : containers(chart)) {
      String[] arguments = Chart.texts(container.path("args")).toArray(String[]::new);

      assertThatCode(() -> Sluice.commandLine().parseArgs(arguments))
          .as(String.join(" ", arguments))
          .doesNotThrowAnyException();
    }
    assertThat(
            containers(chart).stream()
                .flatMap(container -> Chart.texts(container.path("args")).stream())
                .filter(argument -> argument.startsWith("--roles=")))
        .containsExactlyInAnyOrder("--roles=gateway", "--roles=webhook", "--roles=sync-worker");
  }

  @ParameterizedTest
  @MethodSource("charts")
  void variables_ofEveryPod_areKnownAndNoSecretIsWrittenDown(Chart chart) {
    String help =
        Objects.requireNonNull(Sluice.commandLine().getSubcommands().get("serve")).getUsageMessage()
            + " SLUICE_JAVA_OPTS POD_NAME";
    for (JsonNode container : containers(chart)) {
      for (JsonNode variable : container.path("env")) {
        String name = variable.path("name").asString();
        assertThat(help).contains(name.replaceFirst("_FILE$", ""));
        if (SECRET.matcher(name).find()) {
          assertThat(
                  variable.at("/valueFrom/secretKeyRef").isObject()
                      || (name.endsWith("_FILE") && isMounted(container, variable)))
              .as(variable.toString())
              .isTrue();
        }
      }
    }
    assertThat(chart.all("Secret")).isEmpty();
  }

  private static boolean isMounted(JsonNode container, JsonNode variable) {
    return Chart.each(container.path("volumeMounts"))
        .map(mount -> mount.path("mountPath").asString())
        .anyMatch(path -> variable.path("value").asString().startsWith(path + "/"));
  }

  @ParameterizedTest
  @MethodSource("charts")
  void pods_allOfThem_haveNoRightsAndWriteToTheirVolumesOnly(Chart chart) {
    assertThat(chart.pods()).hasSize(4 + chart.all("CronJob").size());
    for (JsonNode pod : chart.pods()) {
      JsonNode spec = pod.path("spec");
      assertThat(spec.path("automountServiceAccountToken").asBoolean(true)).isFalse();
      assertThat(spec.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
      assertThat(spec.at("/securityContext/runAsUser").asInt()).isEqualTo(10001);
      assertThat(spec.at("/securityContext/seccompProfile/type").asString())
          .isEqualTo("RuntimeDefault");
      JsonNode container = spec.at("/containers/0");
      JsonNode security = container.path("securityContext");
      assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
      assertThat(Chart.texts(security.at("/capabilities/drop"))).containsExactly("ALL");
      assertThat(container.at("/resources/limits/memory").isMissingNode()).isFalse();
      assertThat(container.at("/resources/requests/cpu").isMissingNode()).isFalse();
      assertThat(names(spec.path("volumes")))
          .containsAll(
              names(container.path("volumeMounts")).stream()
                  .filter(name -> !name.equals("data"))
                  .toList());
      assertThat(paths(container)).contains("/tmp");
    }
  }

  private static List<String> paths(JsonNode container) {
    return Chart.each(container.path("volumeMounts"))
        .map(mount -> mount.path("mountPath").asString())
        .toList();
  }

  private static Set<String> names(JsonNode list) {
    return Chart.each(list)
        .map(it -> it.path("name").asString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @MethodSource("charts")
  void pod_thatEnds_isGivenTheTimeItNeeds(Chart chart) {
    long finishing = ServerSettings.Patience.DEFAULT.finishing().toSeconds();
    for (JsonNode pod : serving(chart)) {
      long before =
          Long.parseLong(pod.at("/spec/containers/0/lifecycle/preStop/exec/command/1").asString());

      assertThat(pod.at("/spec/terminationGracePeriodSeconds").asLong())
          .isGreaterThanOrEqualTo(before + finishing + 15);
    }
  }

  private static List<JsonNode> serving(Chart chart) {
    return chart.pods().stream()
        .filter(pod -> pod.at("/spec/restartPolicy").isMissingNode())
        .toList();
  }

  @Test
  void probes_ofEveryPod_askWhatEveryProcessAnswers() throws Exception {
    Set<String> paths = new TreeSet<>();
    for (JsonNode pod : serving(Chart.of(Chart.FEWEST))) {
      for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
        paths.add(pod.at("/spec/containers/0/" + probe + "/httpGet/path").asString());
      }
    }
    String routes = Files.readString(Path.of("../docs/api.md"));
    assertThat(paths).hasSize(3).allSatisfy(it -> assertThat(routes).contains("`GET " + it + "`"));
  }

  @ParameterizedTest
  @MethodSource("charts")
  void services_budgetsAndScaling_areOfPodsThatExist(Chart chart) {
    for (JsonNode service : chart.all("Service")) {
      JsonNode pod = selected(chart, service.at("/spec/selector"));
      Set<String> ports = names(pod.at("/spec/containers/0/ports"));
      Chart.each(service.at("/spec/ports"))
          .forEach(port -> assertThat(ports).contains(port.path("targetPort").asString()));
    }
    chart.all("PodDisruptionBudget").stream()
        .forEach(it -> selected(chart, it.at("/spec/selector/matchLabels")));
    chart.all("NetworkPolicy").stream()
        .forEach(it -> selected(chart, it.at("/spec/podSelector/matchLabels")));
    for (JsonNode scaler : chart.all("HorizontalPodAutoscaler")) {
      JsonNode target = scaler.at("/spec/scaleTargetRef");
      JsonNode scaled = chart.one(target.path("kind").asString(), target.path("name").asString());
      assertThat(scaled.at("/spec/replicas").isMissingNode()).isTrue();
      // As the guide to sizing counts on; Kubernetes would add four every 15 s.
      assertThat(scaler.at("/spec/behavior/scaleUp/policies").toString())
          .isEqualTo("[{\"type\":\"Pods\",\"value\":1,\"periodSeconds\":60}]");
    }
  }

  /** The one kind of pod that has those labels. */
  private static JsonNode selected(Chart chart, JsonNode labels) {
    List<JsonNode> pods =
        chart.pods().stream()
            .filter(pod ->
                labels
                    .propertyStream()
                    .allMatch(
                        it -> it.getValue().equals(pod.at("/metadata/labels").path(it.getKey()))))
            .toList();
    assertThat(pods).as(labels.toString()).hasSize(1);
    return pods.getFirst();
  }

  /** Each knows something that the others don't: a worker its syncs, a webhook its pushes. */
  @Test
  void metrics_ofEveryProcess_areAskedForAndMayBe() {
    Chart chart = Chart.of(with(EVERYTHING));
    JsonNode monitor = chart.all("PodMonitor").getFirst().path("spec");
    String port = monitor.at("/podMetricsEndpoints/0/port").asString();

    assertThat(serving(chart)).hasSize(3);
    for (JsonNode pod : serving(chart)) {
      String component = component(pod.path("metadata"));
      assertThat(Chart.texts(monitor.at("/selector/matchExpressions/0/values")))
          .contains(component);
      assertThat(names(pod.at("/spec/containers/0/ports"))).contains(port);
      JsonNode from = ingress(chart, component, port).path("from");
      assertThat(from.isMissingNode() || from.toString().contains("{\"team\":\"watch\"}"))
          .as(component)
          .isTrue();
    }
    JsonNode worker = Chart.of(Chart.FEWEST).one("NetworkPolicy", "login-sluice-worker");
    assertThat(worker.at("/spec/ingress").isEmpty()).isTrue();
  }

  /** Kubernetes refuses an exception that isn't a part of its network. */
  @Test
  void networks_thatAreDenied_areExceptedFromThoseOfTheirKind() {
    Chart chart = Chart.of(Chart.FEWEST);
    for (JsonNode policy : chart.all("NetworkPolicy")) {
      Map<String, List<String>> excepted =
          Chart.each(policy.at("/spec/egress/1/to"))
              .map(to -> to.path("ipBlock"))
              .collect(
                  Collectors.toMap(
                      block -> block.path("cidr").asString(),
                      block -> Chart.texts(block.path("except"))));

      assertThat(excepted).containsOnlyKeys("0.0.0.0/0", "::/0");
      assertThat(excepted.get("0.0.0.0/0")).contains("169.254.0.0/16").noneMatch(ChartTest::isV6);
      assertThat(excepted.get("::/0")).contains("fd00:ec2::254/128").allMatch(ChartTest::isV6);
    }
    assertThat(chart.all("NetworkPolicy")).isNotEmpty();
    assertThatThrownBy(() -> Chart.of(with(Map.of("networkPolicy.denied[0]", "metadata"))))
        .hasMessageContaining("denied");
  }

  private static boolean isV6(String network) {
    return network.contains(":");
  }

  private static String component(JsonNode metadata) {
    return metadata.path("labels").path("app.kubernetes.io/component").asString();
  }

  /** What may come in there. */
  private static JsonNode ingress(Chart chart, String component, String port) {
    return Chart.each(chart.one("NetworkPolicy", "login-sluice-" + component).at("/spec/ingress"))
        .filter(rule -> rule.at("/ports/0/port").asString().equals(port))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nobody may ask a " + component + " there"));
  }

  @Test
  void gateways_ofTheUsualKind_keepTheirStandbyFolders() {
    Chart usual = Chart.of(Chart.FEWEST);
    JsonNode gateways = usual.one("StatefulSet", "login-sluice-gateway");
    assertThat(
            names(
                Chart.each(gateways.at("/spec/volumeClaimTemplates"))
                    .map(it -> it.path("metadata"))
                    .toList()))
        .containsExactly("data");
    assertThat(usual.all("HorizontalPodAutoscaler")).hasSize(1);

    Chart light = Chart.of(with(Map.of("gateway.standby.persistent", "false")));
    assertThat(
            names(
                light.one("Deployment", "login-sluice-gateway").at("/spec/template/spec/volumes")))
        .contains("data");
  }

  /**
   * Sluice leaves some of a disk free, and can't know of a limit that the disk doesn't have: for
   * that one, Kubernetes kills the pod.
   */
  @Test
  void workers_keepMirrorsOnADiskAsLargeAsTheyMayGet() {
    JsonNode data = workersData(Map.of("worker.cacheSize", "20Gi", "worker.storageClass", "fast"));

    assertThat(data.has("emptyDir")).isFalse();
    JsonNode claim = data.at("/ephemeral/volumeClaimTemplate/spec");
    assertThat(claim.at("/resources/requests/storage").asString()).isEqualTo("20Gi");
    assertThat(claim.path("storageClassName").asString()).isEqualTo("fast");
    assertThat(Chart.texts(claim.path("accessModes"))).containsExactly("ReadWriteOnce");
    assertThat(workersData(Map.of()).toString()).doesNotContain("storageClassName");
  }

  @Test
  void workers_whereThereIsNoStorageClass_areOnTheNodesDiskWithALimitFarAboveWhatTheyNeed() {
    JsonNode data = workersData(Map.of("worker.cacheOnNode.enabled", "true"));

    assertThat(data.has("ephemeral")).isFalse();
    assertThat(data.at("/emptyDir/sizeLimit").asString()).isEqualTo("100Gi");
  }

  private static JsonNode workersData(Map<String, Object> more) {
    JsonNode workers = Chart.of(with(more)).one("Deployment", "login-sluice-worker");
    return Chart.each(workers.at("/spec/template/spec/volumes"))
        .filter(volume -> volume.path("name").asString().equals("data"))
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> names(List<JsonNode> list) {
    return list.stream()
        .map(it -> it.path("name").asString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @MethodSource("charts")
  void migrations_areAHook_thatNeedsNothingElseOfTheChart(Chart chart) {
    JsonNode job = chart.one("Job", "login-sluice-migrations");
    JsonNode pod = job.at("/spec/template/spec");
    JsonNode container = pod.at("/containers/0");

    assertThat(hook(job)).isEqualTo("pre-install,pre-upgrade");
    assertThat(job.at("/spec/backoffLimit").isInt()).isTrue();
    assertThat(pod.path("restartPolicy").asString()).isEqualTo("Never");
    assertThat(Chart.texts(container.path("args")))
        .containsExactly(
            "registry", "migrate", "--registry=postgresql://sluice@db.example.com/sluice");
    // Everything else is made after it, but for what is a hook of less weight.
    assertThat(chart.objects().stream().filter(it -> !hook(it).isEmpty()))
        .extracting(it -> it.path("kind").asString())
        .containsExactlyInAnyOrder("NetworkPolicy", "Job");
    assertThat(pod.path("serviceAccountName").asString("default")).isEqualTo("default");
    assertThat(Chart.each(pod.path("volumes")).filter(it -> it.has("persistentVolumeClaim")))
        .isEmpty();
    assertThat(image(job))
        .isEqualTo(image(chart.one("Deployment", "login-sluice-webhook")))
        .startsWith("registry.example.com/sluice");
  }

  private static String hook(JsonNode object) {
    return object.at("/metadata/annotations").path(Chart.HOOK_SEEN).asString("");
  }

  private static String image(JsonNode workload) {
    return workload.at("/spec/template/spec/containers/0/image").asString();
  }

  /** The key isn't needed to change tables, so it isn't given. */
  @ParameterizedTest
  @MethodSource("charts")
  void migrations_areGivenTheDatabasesPasswordAndNoKey(Chart chart) {
    JsonNode container =
        chart.one("Job", "login-sluice-migrations").at("/spec/template/spec/containers/0");

    assertThat(names(container.path("env"))).noneMatch(name -> name.contains("KEY"));
    assertThat(names(container.path("volumeMounts"))).noneMatch(name -> name.contains("key"));
    assertThat(passwords(container))
        .isEqualTo(
            passwords(
                chart
                    .one("Deployment", "login-sluice-webhook")
                    .at("/spec/template/spec/containers/0")));
  }

  private static List<JsonNode> passwords(JsonNode container) {
    return Chart.each(container.path("env"))
        .filter(variable -> variable.path("name").asString().startsWith("PG"))
        .toList();
  }

  @Test
  void migrations_switchedOff_areLeftToTheProcesses() {
    Chart chart = Chart.of(with(Map.of("migrations.enabled", "false")));

    assertThat(chart.all("Job")).isEmpty();
    assertThat(containers(chart))
        .noneMatch(container -> Chart.texts(container.path("args")).contains("--no-migrate"));
  }

  @Test
  void values_thatMustBeSet_areAskedFor() {
    for (String required : Chart.FEWEST.keySet()) {
      Map<String, Object> values = new HashMap<>(Chart.FEWEST);
      values.remove(required);

      assertThatThrownBy(() -> Chart.of(values)).hasMessageContaining("Set " + required);
    }
  }

  @Test
  void values_thatAreMisspeltOrHoldAPassword_areRefused() {
    assertThatThrownBy(() -> Chart.of(with(Map.of("gateway.replica", "3"))))
        .hasMessageContaining("replica");
    assertThatThrownBy(() -> Chart.of(with(Map.of("gateway.standby.hours", "-1"))))
        .hasMessageContaining("hours");
    assertThatThrownBy(
            () -> Chart.of(with(Map.of("registry.address", "postgresql://a:b@db.example.com/c"))))
        .hasMessageContaining("registry.address must not hold a password");
  }

  /** All of /v1 would go to runs, and administrators would find nothing. */
  @Test
  void ingress_ofRunsAndAdministrationAtOneHost_isRefused() {
    Map<String, Object> values =
        Map.of(
            "ingress.runs.enabled", "true",
            "ingress.runs.host", "sluice.example.com",
            "ingress.hooks.enabled", "true",
            "ingress.hooks.host", "sluice.example.com",
            "ingress.admin.host", "sluice.example.com");
    assertThat(Chart.of(with(values)).all("Ingress")).hasSize(2);
    Map<String, Object> both = new HashMap<>(values);
    both.put("ingress.admin.enabled", "true");

    assertThatThrownBy(() -> Chart.of(with(both)))
        .hasMessageContaining("ingress.runs.host and ingress.admin.host must differ");

    both.put("ingress.admin.host", "admin.example.com");
    assertThat(Chart.of(with(both)).all("Ingress")).hasSize(3);
  }

  /** So that only what changes tables may. */
  @Test
  void migrations_withAUserOfTheirOwn_areThat_andNobodyElseIs() {
    String owner = "postgresql://owner@db.example.com/sluice";
    Chart chart =
        Chart.of(
            with(
                Map.of(
                    "registry.password.existingSecret", "rows",
                    "migrations.registry.address", owner,
                    "migrations.registry.password.existingSecret", "tables")));
    JsonNode job =
        chart.one("Job", "login-sluice-migrations").at("/spec/template/spec/containers/0");

    assertThat(Chart.texts(job.path("args"))).contains("--registry=" + owner);
    assertThat(passwords(job).toString()).contains("\"name\":\"tables\"").doesNotContain("rows");
    for (JsonNode pod : serving(chart)) {
      JsonNode container = pod.at("/spec/containers/0");
      assertThat(Chart.texts(container.path("args")))
          .contains("--registry=" + Chart.FEWEST.get("registry.address"));
      assertThat(passwords(container).toString())
          .contains("\"name\":\"rows\"")
          .doesNotContain("tables");
    }
  }

  @Test
  void migrationsRegistry_withAPasswordInIt_orWithoutItsUser_isRefused() {
    assertThatThrownBy(() ->
            Chart.of(
                with(Map.of("migrations.registry.address", "postgresql://a:b@db.example.com/c"))))
        .hasMessageContaining("migrations.registry.address must not hold a password");
    assertThatThrownBy(
            () -> Chart.of(with(Map.of("migrations.registry.password.existingSecret", "owner"))))
        .hasMessageContaining("Set migrations.registry.address");
  }

  @Test
  void guide_itsValues_areWhatTheChartTakes() throws Exception {
    String guide = Files.readString(Path.of("../docs/operating.md"));
    Map<String, Object> values = new HashMap<>();
    SET.matcher(guide).results().forEach(set -> values.put(set.group("name"), set.group("value")));

    Chart chart = Chart.of(values);

    assertThat(values).containsKeys(Chart.FEWEST.keySet().toArray(String[]::new));
    assertThat(chart.all("PodMonitor")).hasSize(1);
    JsonNode worker = chart.one("NetworkPolicy", "login-sluice-worker");
    assertThat(worker.at("/spec/ingress/0/from/0").toString())
        .isEqualTo(
            "{\"namespaceSelector\":{\"matchLabels\":{\"kubernetes.io/metadata.name\":\"monitoring\"}}}");
    assertThat(chart.all("CronJob")).hasSize(1);
    List<JsonNode> jobs =
        Pattern.compile("```yaml\n(apiVersion.*?)```", Pattern.DOTALL)
            .matcher(guide)
            .results()
            .map(block -> Chart.object(block.group(1)))
            .toList();
    jobs.forEach(Chart::requireKnown);
    assertThat(names(jobs.stream().map(job -> job.path("metadata")).toList()))
        .contains("sluice-restore", "sluice-rotate");
    for (JsonNode job : jobs) {
      JsonNode arguments = job.at("/spec/template/spec/containers/0/args");
      if (arguments.isArray()) {
        assertThatCode(
                () -> Sluice.commandLine().parseArgs(Chart.texts(arguments).toArray(String[]::new)))
            .as(arguments.toString())
            .doesNotThrowAnyException();
      }
    }
  }

  /** What is scaled, patched and waited for by name. */
  @Test
  void guide_itsCommands_nameWhatTheChartMakes() throws Exception {
    String guide = Files.readString(Path.of("../docs/operating.md"));
    Chart chart = Chart.of(Chart.FEWEST);
    Set<String> made = new TreeSet<>();
    for (String kind : List.of("StatefulSet", "Deployment")) {
      chart
          .all(kind)
          .forEach(it ->
              made.add(kind.toLowerCase(Locale.ROOT) + "/" + it.at("/metadata/name").asString()));
    }

    Set<String> named =
        Pattern.compile("(?:statefulset|deployment)/sluice-\\w++(?!`)")
            .matcher(guide)
            .results()
            .map(name -> name.group().replace("/", "/login-"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(named).isEqualTo(made);
  }

  private static List<JsonNode> containers(Chart chart) {
    return chart.pods().stream().map(pod -> pod.at("/spec/containers/0")).toList();
  }
}
