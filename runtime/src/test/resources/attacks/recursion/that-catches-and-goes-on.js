// Each level catches the overflow and tries twice more.
// ends: uncaught_exception | deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=500ms
export default function () {
  const deeper = () => {
    try {
      deeper();
    } catch {
      deeper();
      deeper();
    }
  };
  deeper();
}
