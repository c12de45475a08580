package dev.sluice.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServerMemoryTest {
  @Test
  void heap_ofG1_isWhatIsUsedOfIt() {
    String info =
        """
        4711:
         garbage-first heap   total reserved 6148096K, committed 393216K, used 40960K [0x0, 0x1)
          region size 4096K, 1 young (4096K), 0 survivors (0K)
         Metaspace       used 60100K, committed 61000K, reserved 1114112K
          class space    used 6000K, committed 6400K, reserved 1048576K
        """;

    assertThat(ServerMemory.heap(info)).isEqualTo(40_960 * 1024);
  }

  @Test
  void heap_ofTheSerialCollector_isBothGenerations() {
    String info =
        """
         def new generation   total 78656K, used 1398K [0x0, 0x1, 0x2)
          eden space 69952K,   2% used [0x0, 0x1, 0x2)
         tenured generation   total 174784K, used 600K [0x0, 0x1, 0x2)
           the space 174784K,   0% used [0x0, 0x1, 0x2)
         Metaspace       used 56K, committed 192K, reserved 1114112K
        """;

    assertThat(ServerMemory.heap(info)).isEqualTo(1_998 * 1024);
  }

  @Test
  void heap_ofAnUnknownForm_isRefused() {
    assertThatThrownBy(() -> ServerMemory.heap("ZHeap used 12M"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ZHeap");
  }

  @Test
  void resident_isReadFromTheProcessStatus() {
    assertThat(ServerMemory.resident("VmHWM:\t  900 kB\nVmRSS:\t  512 kB\nRssAnon:\t 1 kB\n"))
        .isEqualTo(512 * 1024);
  }
}
