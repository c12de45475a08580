// What a workflow finds without importing anything, beyond JavaScript itself. Types are checked
// against exactly this: a name that isn't here isn't there when a workflow runs. All of it is `var`, so
// that a repository may declare the same names once more.

interface KindeClaims {
  setCustomClaim(name: string, value: any): void;
  getCustomClaims(): any;
}

/** Await it, or read its members straight away. */
interface KindeAnswer extends Promise<any> {
  /** Data; in a bundle that calls it, a function too. */
  readonly json: any;
  readonly text: any;
  readonly status: number;
  readonly ok: boolean;
  readonly headers: any;
}

interface KindeVariable {
  value: any;
  isSecret: boolean;
  next?: any;
}

/** Each is undefined unless the workflow declares the binding. */
declare var kinde: {
  accessToken: KindeClaims;
  idToken: KindeClaims;
  m2mToken: KindeClaims;
  auth: { denyAccess(reason?: any): void };
  widget: { invalidateFormField(field: any, message?: any): void };
  mfa: { setEnforcementPolicy(policy: any): void };
  plan: {
    denySelection(reason?: any, suggestions?: any): void;
    denyCancellation(reason?: any): void;
  };
  env: { get(key: any): KindeVariable; getEnvironmentVariable(key: any): KindeVariable };
  fetch(url: any, options?: any): KindeAnswer;
  secureFetch(url: any, options?: any): KindeAnswer;
  localization: { get(key: any): any };
  cache: { jwtToken(name: any, options: any): Promise<any> };
  [binding: string]: any;
};

declare var console: {
  log(...data: any[]): void;
  info(...data: any[]): void;
  warn(...data: any[]): void;
  error(...data: any[]): void;
  debug(...data: any[]): void;
  [method: string]: any;
};

interface URLSearchParams extends Iterable<[string, string]> {
  readonly size: number;
  append(name: string, value: any): void;
  delete(name: string, value?: any): void;
  get(name: string): string | null;
  getAll(name: string): string[];
  has(name: string, value?: any): boolean;
  set(name: string, value: any): void;
  sort(): void;
  forEach(callback: (value: string, key: string, parent: URLSearchParams) => void, thisArg?: any): void;
  entries(): IterableIterator<[string, string]>;
  keys(): IterableIterator<string>;
  values(): IterableIterator<string>;
  toString(): string;
}
declare var URLSearchParams: { prototype: URLSearchParams; new (init?: any): URLSearchParams };

interface URL {
  hash: string;
  host: string;
  hostname: string;
  href: string;
  readonly origin: string;
  password: string;
  pathname: string;
  port: string;
  protocol: string;
  search: string;
  readonly searchParams: URLSearchParams;
  username: string;
  toJSON(): string;
  toString(): string;
}
declare var URL: {
  prototype: URL;
  new (url: any, base?: any): URL;
  canParse(url: any, base?: any): boolean;
  parse(url: any, base?: any): URL | null;
};

declare function atob(text: string): string;
declare function btoa(text: string): string;

interface TextEncoder {
  readonly encoding: string;
  encode(text?: string): Uint8Array;
  encodeInto(text: string, into: Uint8Array): { read: number; written: number };
}
declare var TextEncoder: { prototype: TextEncoder; new (): TextEncoder };

interface TextDecoder {
  readonly encoding: string;
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
  decode(bytes?: any, options?: any): string;
}
declare var TextDecoder: { prototype: TextDecoder; new (label?: string, options?: any): TextDecoder };

declare var crypto: {
  randomUUID(): string;
  getRandomValues<T>(array: T): T;
  readonly subtle: { digest(algorithm: any, data: any): Promise<ArrayBuffer> };
};

declare function setTimeout(callback: (...given: any[]) => void, ms?: number, ...given: any[]): any;
declare function clearTimeout(timer?: any): void;
declare function structuredClone<T>(value: T, options?: any): T;

interface MessagePort {
  onmessage: ((event: any) => any) | null;
  postMessage(message: any): void;
  close(): void;
}
declare var MessageChannel: { new (): { readonly port1: MessagePort; readonly port2: MessagePort } };
