package dev.sluice.syncworker.reach;

/** What a GitHub App's token is asked for; each token may do one thing. */
public enum AppPermission {
  CONTENTS("{\"permissions\":{\"contents\":\"read\"}}", "Contents: read"),
  STATUSES("{\"permissions\":{\"statuses\":\"write\"}}", "Commit statuses: write"),
  PULL_REQUESTS("{\"permissions\":{\"pull_requests\":\"write\"}}", "Pull requests: write");

  private final String request;
  private final String label;

  AppPermission(String request, String label) {
    this.request = request;
    this.label = label;
  }

  /** As GitHub's API takes it. */
  String request() {
    return request;
  }

  /** As GitHub's pages name it. */
  String label() {
    return label;
  }
}
