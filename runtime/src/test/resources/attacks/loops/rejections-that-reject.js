// Leaves a rejection that leaves another whenever it is told of.
// ends: deadline_exceeded | cpu_exceeded | completed
// limits: wall=200ms
export default async function () {
  const again = () =>
    Promise.reject({
      get message() {
        void again();
        return 'again';
      },
    });
  void again();
  await null;
}
