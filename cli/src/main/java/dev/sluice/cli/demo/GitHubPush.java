package dev.sluice.cli.demo;

import dev.sluice.registry.Secret;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** A push as GitHub sends it: the payload, and its HMAC over the very bytes. */
record GitHubPush(String commit, Secret secret) {
  private static final JsonMapper JSON = new JsonMapper();

  HttpRequest.Builder to(URI hook) {
    byte[] body = payload().getBytes(StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(hook)
        .header("Content-Type", "application/json")
        .header("User-Agent", "GitHub-Hookshot/demo")
        .header("X-GitHub-Event", "push")
        .header("X-GitHub-Delivery", UUID.randomUUID().toString())
        .header("X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(hmac(body)))
        .POST(BodyPublishers.ofByteArray(body));
  }

  private String payload() {
    return JSON.createObjectNode()
        .put("ref", "refs/heads/main")
        .put("before", "0".repeat(40))
        .put("after", commit)
        .put("deleted", false)
        .toString();
  }

  private byte[] hmac(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has HmacSHA256", e);
    }
  }
}
