// MessageChannel: two ports, each of which hands on what the other is given, in a task of its own.

export function makeMessageChannel(setTimeout) {
  return class MessageChannel {
    constructor() {
      const port1 = makePort(setTimeout);
      const port2 = makePort(setTimeout);
      port1.join(port2.port);
      port2.join(port1.port);
      this.port1 = port1.port;
      this.port2 = port2.port;
    }
  };
}

function makePort(setTimeout) {
  let other;
  const port = {
    onmessage: null,
    postMessage(message) {
      const to = other;
      if (to === undefined) {
        return;
      }
      const data = structuredClone(message);
      setTimeout(() => {
        if (typeof to.onmessage === 'function') {
          to.onmessage({ type: 'message', data, target: to });
        }
      }, 0);
    },
    start() {},
    close() {
      other = undefined;
    },
  };
  return {
    port,
    join(port) {
      other = port;
    },
  };
}
