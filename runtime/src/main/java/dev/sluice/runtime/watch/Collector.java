package dev.sluice.runtime.watch;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How the heap is collected.
 *
 * @param concurrent whether what is old is collected beside the program, before the heap is full;
 *     if not, it piles up until everything stops for it
 * @param concurrentWhenAsked whether {@link System#gc} lets the program go on, too
 */
public record Collector(boolean concurrent, boolean concurrentWhenAsked) {

  public static Collector ofThisProcess() {
    @Nullable HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    return by(flag -> machine != null && isSet(machine, flag));
  }

  /**
   * @param flags whether a flag of the virtual machine is set
   */
  static Collector by(Predicate<String> flags) {
    boolean z = flags.test("UseZGC");
    boolean other = flags.test("UseG1GC") || flags.test("UseShenandoahGC");
    return new Collector(z || other, z || (other && flags.test("ExplicitGCInvokesConcurrent")));
  }

  private static boolean isSet(HotSpotDiagnosticMXBean machine, String flag) {
    try {
      return machine.getVMOption(flag).getValue().equals("true");
    } catch (IllegalArgumentException e) {
      // A machine without that collector.
      return false;
    }
  }
}
