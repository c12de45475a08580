package dev.sluice.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneTest {
  private static final long LONG = 60_000_000_000L;

  private final Lane lane = new Lane();

  private Lane.Place place() {
    return lane.place(System.nanoTime() + LONG);
  }

  /** Those that got in, until there's no room. */
  private List<Lane.Place> fill() {
    List<Lane.Place> in = new ArrayList<>();
    Lane.Place next = place();
    while (next.enter(0)) {
      in.add(next);
      next = place();
    }
    return in;
  }

  @Test
  void lane_hasRoomForAsManyAsThereAreProcessors_andTwoAtLeast() {
    assertThat(fill()).hasSize(Math.max(2, Runtime.getRuntime().availableProcessors()));
  }

  @Test
  void leave_makesRoomForOne() {
    List<Lane.Place> in = fill();
    in.getFirst().leave();
    assertThat(fill()).hasSize(1);
  }

  @Test
  void enter_twice_takesOnePlace() {
    int width = fill().size();
    Lane fresh = new Lane();
    Lane.Place place = fresh.place(System.nanoTime() + LONG);
    assertThat(place.enter()).isTrue();
    assertThat(place.enter()).isTrue();
    place.close();
    List<Lane.Place> others = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      others.add(fresh.place(System.nanoTime() + LONG));
    }
    assertThat(others).allMatch(other -> other.enter(0));
  }

  @Test
  void close_ofAPlaceNeverEntered_makesNoRoom() {
    fill();
    place().close();
    assertThat(place().enter(0)).isFalse();
  }

  @Test
  void enter_afterTheDeadline_failsWhereThereIsNoRoom() {
    fill();
    assertThat(lane.place(System.nanoTime() - 1).enter()).isFalse();
  }

  @Test
  void run_stoppedWhileItComputed_leavesHalfTheLane_untilOneEndsByItself() {
    List<Lane.Place> in = fill();
    in.forEach(Lane.Place::stopped);
    in.forEach(Lane.Place::close);
    List<Lane.Place> narrow = fill();
    assertThat(narrow).hasSize(in.size() / 2);

    narrow.getFirst().ended();
    narrow.forEach(Lane.Place::close);
    assertThat(fill()).hasSameSizeAs(in);
  }

  @Test
  void run_stoppedWhileItWaited_takesNoRoom() {
    List<Lane.Place> in = fill();
    Lane.Place waiting = in.getFirst();
    waiting.leave();
    waiting.stopped();
    assertThat(fill()).hasSize(1);
  }
}
