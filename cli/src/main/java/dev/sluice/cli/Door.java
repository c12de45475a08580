package dev.sluice.cli;

/** One of the kinds of callers a process has, each of whom may be given an address of their own. */
enum Door {
  /** Auth services. */
  RUNS("runs", "--runs-listen"),
  /** Git hosts. */
  HOOKS("hooks", "--hooks-listen"),
  /** Administrators. */
  ADMIN("administration", "--admin-listen");

  private final String label;
  private final String option;

  Door(String label, String option) {
    this.label = label;
    this.option = option;
  }

  String label() {
    return label;
  }

  /** What says where it is. */
  String option() {
    return option;
  }
}
