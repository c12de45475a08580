using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [ (name = "main", worker = .worker) ],
  sockets = [ (name = "http", address = "127.0.0.1:PORT", http = (), service = "main") ],
);

const worker :Workerd.Worker = (
  modules = [
    (name = "worker", esModule = embed "workerd.mjs"),
    (name = "bundle", esModule = embed "bundle.mjs"),
    (name = "answer", esModule = embed "answer.mjs"),
    (name = "kinde", esModule = embed "kinde.mjs"),
    (name = "sample", text = embed "sample.json"),
  ],
  compatibilityDate = "2026-11-01",
);
