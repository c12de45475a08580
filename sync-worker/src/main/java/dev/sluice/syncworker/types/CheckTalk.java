package dev.sluice.syncworker.types;

import dev.sluice.syncworker.bundle.TsConfig;
import dev.sluice.syncworker.bundle.TsConfigReader;
import dev.sluice.syncworker.fetch.RecordedSource;
import dev.sluice.syncworker.node.FileAnswers;
import dev.sluice.syncworker.node.NodeProcess;
import dev.sluice.syncworker.node.NodeService;
import dev.sluice.syncworker.problem.Report;
import dev.sluice.syncworker.problem.Spot;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** What is said with the checker's process to check one commit. Use once. */
record CheckTalk(CheckedFiles files, RecordedSource source)
    implements NodeService.Conversation<Typing> {
  @Override
  public Typing with(NodeProcess node) throws IOException {
    long begun = System.nanoTime();
    FileAnswers answers = new FileAnswers(source);
    node.send(request());
    JsonNode refused = MissingNode.getInstance();
    JsonNode said = node.receive();
    while (said.has("ask")) {
      ObjectNode answer = answers.to(said);
      refused = refused.isMissingNode() ? answer.path("refused") : refused;
      node.send(answer);
      said = node.receive();
    }
    return refused.isMissingNode()
        ? checked(said, begun)
        : new Typing.Refused(
            refused.path("code").stringValue(), refused.path("text").stringValue());
  }

  private static Typing checked(JsonNode said, long begun) {
    JsonNode checked = said.path("checked");
    List<TypeFinding> findings =
        checked.path("findings").valueStream().map(CheckTalk::finding).toList();
    return new Typing.Checked(
        findings, checked.path("more").intValue(), Duration.ofNanos(System.nanoTime() - begun));
  }

  private ObjectNode request() {
    JsonMapper json = JsonMapper.shared();
    // What is wrong with it, the bundler tells.
    TsConfig config =
        new TsConfigReader(source, new Report(_ -> Optional.empty(), (_, _) -> {})).read();
    ObjectNode message = json.createObjectNode();
    ObjectNode check = message.putObject("check");
    check.set("roots", json.valueToTree(files.roots(source)));
    check.set("paths", config.paths());
    check.set("baseUrl", config.baseUrl());
    files.packages().ifPresent(folder -> check.put("packages", folder.toString()));
    return message;
  }

  private static TypeFinding finding(JsonNode said) {
    JsonNode at = said.path("at");
    Spot spot =
        new Spot(
            at.path("file").stringValue(),
            at.path("line").intValue(),
            at.path("column").intValue());
    return new TypeFinding(spot, said.path("text").stringValue(), said.path("name").booleanValue());
  }
}
