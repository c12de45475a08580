package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.SshSigner;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Whose commits an environment takes, as administrators set and see it. */
class TrustTest {
  private static final String AT = "/v1/environments/demo";
  private static final String ADA = SshSigner.create().publicKey();

  @TempDir Path data;
  private TestGateway gateway;

  @BeforeEach
  void open() {
    gateway = new TestGateway(data);
    gateway.environment("demo");
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private HttpResponse<String> put(String trust) {
    return gateway.put(
        AT, "{\"repository\":{\"url\":\"https://e.com/a.git\"},\"trust\":" + trust + "}");
  }

  private static String signer(String name, String key) {
    return "{\"name\":\"%s\",\"key\":\"%s\"}".formatted(name, key);
  }

  private static String signers(String... signers) {
    return "{\"signers\":[" + String.join(",", signers) + "]}";
  }

  @Test
  void signers_areShownWithTheirFingerprints() {
    assertThat(put(signers(signer("Ada", ADA))).statusCode()).isEqualTo(200);

    JsonNode shown = json(gateway.get(AT)).at("/trust/signers/0");

    assertThat(shown.propertyNames()).containsExactly("name", "kind", "fingerprint", "key");
    assertThat(shown.path("name").stringValue()).isEqualTo("Ada");
    assertThat(shown.path("kind").stringValue()).isEqualTo("ssh");
    assertThat(shown.path("fingerprint").stringValue()).startsWith("SHA256:");
    assertThat(shown.path("key").stringValue()).isEqualTo(ADA);
  }

  @Test
  void signers_inAListOfEnvironments_areWithoutTheirKeys() {
    put(signers(signer("Ada", ADA)));

    JsonNode listed = json(gateway.get("/v1/environments")).at("/items/0/trust/signers/0");

    assertThat(listed.propertyNames()).containsExactly("name", "kind", "fingerprint");
  }

  @Test
  void signers_leftOutOrNone_areAbsent() {
    put(signers(signer("Ada", ADA)));
    assertThat(put("{\"signers\":[]}").statusCode()).isEqualTo(200);
    assertThat(json(gateway.get(AT)).has("trust")).isFalse();

    put(signers(signer("Ada", ADA)));
    gateway.environment("demo");
    assertThat(json(gateway.get(AT)).has("trust")).isFalse();
  }

  @Test
  void signers_changed_areToldInTheAuditLog() {
    put(signers(signer("Ada", ADA)));

    JsonNode changes = json(gateway.get(AT + "/audit")).at("/items/0/details/changes");

    assertThat(changes.toString()).contains("trust.signers.Ada", "\"to\":\"SSH key SHA256:");
  }

  @Test
  void signers_thatAreWrong_areRefusedByTheirPlaceAndName() {
    String good = signer("Ada", ADA);
    refused("{}", "`trust.signers`");
    refused("{\"keys\":[]}", "`trust.keys`");
    refused(signers("null"), "`trust.signers[0]`");
    refused(signers(good, "{\"name\":\"Eve\"}"), "`trust.signers[1].key`");
    refused(signers("{\"key\":\"x\"}"), "`trust.signers[0].name`");
    refused(signers(good, signer("Eve", "hello")), "`trust.signers[1]` (Eve): this is neither");
    refused(signers(good, signer("Eve", ADA)), "`Ada` and as `Eve`");
    refused(signers(good, good), "the name `Ada` twice");
    refused(signers(signer("", ADA)), "1 to 100 characters");
    refused(many(101), "100 entries");
  }

  @Test
  void privateKey_isRefusedWithoutRepeatingIt() {
    String key = "-----BEGIN OPENSSH PRIVATE KEY-----\\nc2VjcmV0\\n";

    HttpResponse<String> answer = put(signers(signer("Ada", key)));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("private key").doesNotContain("c2VjcmV0");
  }

  private static String many(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> signer("Ada " + i, SshSigner.create().publicKey()))
        .collect(
            Collectors.collectingAndThen(
                Collectors.toList(), all -> signers(all.toArray(String[]::new))));
  }

  private void refused(String trust, String telling) {
    HttpResponse<String> answer = put(trust);
    assertThat(answer.statusCode()).as(trust).isEqualTo(400);
    assertThat(json(answer).path("detail").stringValue()).contains(telling);
  }
}
