package dev.sluice.syncworker.report;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.TriggerName;
import dev.sluice.registry.deployment.Workflow;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.environment.GitHostKind;
import dev.sluice.registry.environment.RepositoryAccess;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.registry.environment.RunSettings;
import dev.sluice.registry.environment.StatusApi;
import dev.sluice.registry.notice.Notice;
import dev.sluice.registry.sqlite.SqliteRegistry;
import dev.sluice.registry.sync.PullRequest;
import dev.sluice.registry.sync.Push;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncEnding;
import dev.sluice.registry.sync.Worker;
import dev.sluice.registry.sync.WorkerId;
import dev.sluice.registry.vault.MasterKey;
import dev.sluice.syncworker.reach.Credentials;
import dev.sluice.syncworker.reach.GitNetwork;
import dev.sluice.syncworker.reach.Outlet;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A stand-in for a Git host's API, a registry, and what tells the one of the other. */
final class ReportBench implements AutoCloseable {
  static final Worker WORKER = new Worker(new WorkerId("wrk_1"), "a-test");
  static final EnvironmentName PRODUCTION = new EnvironmentName("production");
  static final CommitId COMMIT = new CommitId("c".repeat(40));
  static final String TOKEN = "token-that-stays-with-its-host";

  /** Nothing waits that long, not on the busiest machine either. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration HELD = Duration.ofMinutes(2);

  /** One for all tests. */
  static final WireMockServer HOST = new WireMockServer(wireMockConfig().dynamicPort());

  final Registry registry;
  private final Clock clock = Clock.systemUTC();
  private final Outlet outlet = new Outlet(GitNetwork.DIRECT);
  private final Credentials credentials;
  private HostReports reports;

  ReportBench(Path folder) {
    registry = SqliteRegistry.open(folder, MasterKey.parse("A".repeat(43), "a test"), clock);
    credentials = new Credentials(registry.environments(), true, outlet, PATIENCE, clock);
    reports = reports(PATIENCE);
  }

  private HostReports reports(Duration patience) {
    return new HostReports(registry, credentials, outlet, patience, clock);
  }

  /** From now on, an answer may take that long only. */
  void hurry(Duration patience) {
    reports.close();
    reports = reports(patience);
  }

  /** Points the environment at a repository of the stand-in's. */
  void connect(GitHostKind kind, String repository) {
    connect(repository, new StatusApi(true, Optional.of(kind), Optional.empty()));
  }

  void connect(String repository, StatusApi statuses) {
    connect(
        new RepositoryAddress(
            HOST.baseUrl() + "/" + repository, "main", RepositoryAccess.USUAL, statuses),
        EnvironmentSecret.REPOSITORY);
  }

  void connect(RepositoryAddress address, EnvironmentSecret which) {
    registry
        .environments()
        .put(
            PRODUCTION,
            new EnvironmentSettings(address, true, RunSettings.DEFAULT),
            Map.of(which, Optional.of(new Secret(TOKEN))));
  }

  HostReports reports() {
    return reports;
  }

  /** A push whose sync a worker has, and whose host is to be told. */
  Sync begun() {
    registry.syncs().request(PRODUCTION, "asked for by a test");
    return begin(registry.syncs().claim(WORKER, later(), later().plusSeconds(60)).orElseThrow());
  }

  /** The same for a pull request's check. */
  Sync checkBegun(boolean fork) {
    PullRequest request = new PullRequest(7, "refs/pull/7/head", COMMIT.value(), "feature", fork);
    Push push = new Push(PRODUCTION, UUID.randomUUID().toString(), COMMIT.value());
    registry.syncs().check(push, request);
    return begin(
        registry.syncs().claimCheck(WORKER, later(), later().plusSeconds(60)).orElseThrow());
  }

  private Sync begin(Sync sync) {
    registry.notices().begin(sync.claim(), COMMIT, Instant.EPOCH);
    return sync;
  }

  /** What is to be told next. */
  Notice next() {
    return registry.notices().claim(later(), later().plus(HELD)).orElseThrow();
  }

  /** Tells it, once. */
  Telling tellNext() throws InterruptedException {
    Notice notice = next();
    Telling telling = reports.tell(notice);
    registry.notices().told(notice);
    return telling;
  }

  /** A pull request's check that found nothing wrong. */
  void checked(boolean fork) {
    Sync check = checkBegun(fork);
    registry
        .syncs()
        .end(
            check.claim(),
            new SyncEnding.Checked(COMMIT, List.of(build("a", "user:pre_mfa", "x".repeat(1_500)))));
  }

  /** Tells of a check by its comment; its status, which may come first or second, isn't told. */
  Telling tellComment() throws InterruptedException {
    Notice first = next();
    Notice second = next();
    Telling told = reports.tell(first.kind() == Notice.Kind.COMMENT ? first : second);
    registry.notices().told(first);
    registry.notices().told(second);
    return told;
  }

  private static Instant later() {
    return Instant.now().plus(Duration.ofMinutes(1));
  }

  static Build build(String id, String trigger, String code) {
    return new Build(
        new Workflow(new WorkflowId(id), new TriggerName(trigger), id + "Workflow.ts"),
        new Bundle(code, "{}", "{}", ""));
  }

  /** The requests so far, the oldest first, as {@code POST /path}. */
  static List<String> requests() {
    return HOST.getAllServeEvents().reversed().stream()
        .map(it -> it.getRequest())
        .map(it -> it.getMethod() + " " + it.getUrl())
        .toList();
  }

  static LoggedRequest last() {
    return HOST.getAllServeEvents().getFirst().getRequest();
  }

  static URI url() {
    return URI.create(HOST.baseUrl());
  }

  @Override
  public void close() {
    reports.close();
    credentials.close();
    registry.close();
  }
}
