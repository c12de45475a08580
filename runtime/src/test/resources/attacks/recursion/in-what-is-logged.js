// What is logged asks for its own JSON; the log goes on.
// ends: completed
// limits: wall=2s
// log: still here
export default function () {
  console.log({
    toJSON() {
      return JSON.stringify(this);
    },
  });
  console.log('still here');
}
