// Throws from a job that no code of its own or of the realm is above.
// ends: uncaught_exception
// log: a job throws
export default async function () {
  let armed = false;
  class Own extends Promise {
    constructor(executor) {
      const fail = () => {
        throw new Error('a job throws');
      };
      super(armed ? () => {} : executor);
      if (armed) executor(fail, fail);
    }
  }
  const settled = new Own((resolve) => resolve(1));
  armed = true;
  settled.then(() => 1);
  armed = false;
  await new Promise((resolve) => setTimeout(resolve, 10));
}
