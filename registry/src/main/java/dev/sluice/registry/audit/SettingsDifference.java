package dev.sluice.registry.audit;

import dev.sluice.registry.deployment.Digest;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.environment.Oversight;
import dev.sluice.registry.environment.RepositoryAccess;
import dev.sluice.registry.environment.StatusApi;
import dev.sluice.registry.trust.SignerKey;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What differs between two settings of an environment, a map of {@code setting}, {@code from} and
 * {@code to} each. Settings hold no secrets, and nor does this. Long values are cut, and of very
 * many only the first are told.
 */
public final class SettingsDifference {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST = 100;
  private static final int LONGEST = 500;

  private SettingsDifference() {}

  /** By the settings' names; {@code from} or {@code to} is absent where there's none. */
  public static List<Map<String, Object>> between(
      EnvironmentSettings old, EnvironmentSettings fresh) {
    Map<String, JsonNode> before = leaves(old);
    Map<String, JsonNode> after = leaves(fresh);
    Map<String, JsonNode> all = new TreeMap<>(before);
    all.putAll(after);
    return all.keySet().stream()
        .filter(setting -> !Objects.equals(before.get(setting), after.get(setting)))
        .limit(MOST)
        .map(setting -> difference(setting, before.get(setting), after.get(setting)))
        .toList();
  }

  private static Map<String, Object> difference(
      String setting, @Nullable JsonNode from, @Nullable JsonNode to) {
    Map<String, Object> difference = new LinkedHashMap<>();
    difference.put("setting", setting);
    if (from != null) {
      difference.put("from", shown(setting, from));
    }
    if (to != null) {
      difference.put("to", shown(setting, to));
    }
    return difference;
  }

  /** Of an alert address, as little as anywhere. */
  private static Object shown(String setting, JsonNode value) {
    return setting.equals("alerts")
        ? Oversight.shown(URI.create(value.stringValue()))
        : shown(value);
  }

  private static Object shown(JsonNode value) {
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isIntegralNumber()) {
      return value.longValue();
    }
    String text = value.isString() ? value.stringValue() : value.toString();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private static Map<String, JsonNode> leaves(EnvironmentSettings settings) {
    ObjectNode tree = JSON.valueToTree(settings);
    JsonNode limits = JSON.valueToTree(settings.runs().limits().byKey());
    tree.withObject("/runs").set("limits", limits);
    tree.set("trust", trust(settings));
    tree.set("repository", repository(settings));
    Map<String, JsonNode> leaves = new LinkedHashMap<>();
    tree.properties()
        .forEach(part -> {
          // How settings are grouped is our own affair.
          boolean grouped = part.getKey().equals("runs") || part.getKey().equals("oversight");
          collect(grouped ? "" : part.getKey(), part.getValue(), leaves);
        });
    return leaves;
  }

  /** As the API has it: what the host is shown stands beside the address. */
  private static ObjectNode repository(EnvironmentSettings settings) {
    ObjectNode repository = JSON.valueToTree(settings.repository());
    repository.remove("access");
    repository.remove("statuses");
    StatusApi statuses = settings.repository().statuses();
    if (!statuses.on()) {
      repository.put("statusApi.kind", "off");
    }
    statuses.kind().ifPresent(it -> repository.put("statusApi.kind", it.toString()));
    statuses.url().ifPresent(it -> repository.put("statusApi.url", it.toString()));
    switch (settings.repository().access()) {
      case RepositoryAccess.Https https ->
          https.username().ifPresent(it -> repository.put("username", it));
      case RepositoryAccess.Ssh ssh ->
          ssh.hostKey().ifPresent(it -> repository.put("sshHostKey", it.text()));
      case RepositoryAccess.GitHubApp app -> repository.set("gitHubApp", JSON.valueToTree(app));
    }
    return repository;
  }

  /** Keys by their names, so that the difference tells which one was listed or changed. */
  private static ObjectNode trust(EnvironmentSettings settings) {
    ObjectNode trust = JSON.createObjectNode();
    ObjectNode signers = trust.putObject("signers");
    settings.trust().signers().forEach(it -> signers.put(it.name(), said(it.key())));
    return trust;
  }

  /** An OpenPGP key may be given anew with other subkeys, or for longer. */
  private static String said(SignerKey key) {
    return switch (key.kind()) {
      case SSH -> key.toString();
      case OPENPGP -> key + ", given as " + Digest.of(key.text()).value();
    };
  }

  private static void collect(String at, JsonNode value, Map<String, JsonNode> leaves) {
    if (value.isObject()) {
      value
          .properties()
          .forEach(it ->
              collect(at.isEmpty() ? it.getKey() : at + "." + it.getKey(), it.getValue(), leaves));
    } else if (!value.isNull()) {
      leaves.put(at, value);
    }
  }
}
