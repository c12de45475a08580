package dev.sluice.cli;

import dev.sluice.registry.gateway.GatewayName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine is called; in a container, what that is. */
final class HostName {
  /** Where Linux tells, without asking anybody on the network. */
  private static final Path TOLD = Path.of("/proc/sys/kernel/hostname");

  private HostName() {}

  static GatewayName find() {
    try {
      return new GatewayName(told());
    } catch (IllegalArgumentException | UnknownHostException e) {
      return new GatewayName("gateway");
    }
  }

  private static String told() throws UnknownHostException {
    try {
      return Files.readString(TOLD).strip();
    } catch (IOException e) {
      return InetAddress.getLocalHost().getHostName();
    }
  }
}
