// Each level goes deeper as it is left.
// ends: uncaught_exception | deadline_exceeded | cpu_exceeded | memory_exceeded
// limits: wall=500ms
export default function () {
  const deeper = () => {
    try {
      deeper();
    } finally {
      deeper();
    }
  };
  deeper();
}
