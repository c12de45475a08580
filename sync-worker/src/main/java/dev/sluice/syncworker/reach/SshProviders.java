package dev.sluice.syncworker.reach;

/** Where the SSH library takes its ed25519 from: Bouncy Castle, as it is on the class path. */
final class SshProviders {
  private SshProviders() {}

  /** Call before the library is first used: else it adds Bouncy Castle to the JVM's providers. */
  static void keepToThemselves() {
    System.setProperty("org.apache.sshd.security.provider.BC.useNamed", "false");
  }
}
