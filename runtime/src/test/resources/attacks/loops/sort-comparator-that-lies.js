// Comparisons that contradict each other, over a list that grows meanwhile.
// ends: deadline_exceeded | cpu_exceeded
// limits: wall=200ms
export default function () {
  const list = Array.from({ length: 1000 }, (_, i) => i);
  for (;;) {
    list.sort(() => {
      list.push(1);
      list.pop();
      return Math.random() - 0.5;
    });
  }
}
