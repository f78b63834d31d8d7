/**
 * TCP sockets of Linux's C library, called directly and without promises: what a load client and an
 * upstream cost is in every figure, and an asynchronous read through the runtime costs more than
 * some of the proxies that are measured. Used only by processes that do nothing else.
 * @module
 */

const AF_INET = 2;
const SOCK_STREAM = 1;
const SOCK_NONBLOCK = 0x800;
const SOL_SOCKET = 1;
const SO_REUSEADDR = 2;
const SO_RCVTIMEO = 20;
const IPPROTO_TCP = 6;
const TCP_NODELAY = 1;
const MSG_DONTWAIT = 0x40;
const MSG_NOSIGNAL = 0x4000;
const EPOLL_CTL_ADD = 1;
const EPOLL_CTL_DEL = 2;
const EPOLL_CTL_MOD = 3;
const EPOLLIN = 1;
const EPOLLOUT = 4;
const CLOCK_MONOTONIC = 1;
const TFD_TIMER_ABSTIME = 1;
const BACKLOG = 1024;
/** Longest wait for one read of a socket that waits; a peer that is silent so long has failed. */
const READ_SECONDS_MAX = 30;
/** A read that a signal interrupted is tried again so often. */
const READ_ATTEMPTS_MAX = 3;
const EVENTS_MAX = 256;
/** `struct epoll_event` is packed on x86-64 only. */
const EVENT_BYTES = Deno.build.arch === "x86_64" ? 12 : 16;
const EVENT_FD_AT = Deno.build.arch === "x86_64" ? 4 : 8;

// Sizes are declared with 32 bits: those of 64 would be bigints, one object per call. A register that
// is given 32 bits has zeros above them on both architectures, and no size here needs more.
const { symbols: libc } = Deno.dlopen("libc.so.6", {
  socket: { parameters: ["i32", "i32", "i32"], result: "i32" },
  connect: { parameters: ["i32", "buffer", "u32"], result: "i32" },
  bind: { parameters: ["i32", "buffer", "u32"], result: "i32" },
  listen: { parameters: ["i32", "i32"], result: "i32" },
  accept4: { parameters: ["i32", "buffer", "buffer", "i32"], result: "i32" },
  getsockname: { parameters: ["i32", "buffer", "buffer"], result: "i32" },
  setsockopt: { parameters: ["i32", "i32", "i32", "buffer", "u32"], result: "i32" },
  send: { parameters: ["i32", "buffer", "u32", "i32"], result: "i32" },
  recv: { parameters: ["i32", "buffer", "u32", "i32"], result: "i32" },
  close: { parameters: ["i32"], result: "i32" },
  epoll_create1: { parameters: ["i32"], result: "i32" },
  epoll_ctl: { parameters: ["i32", "i32", "i32", "buffer"], result: "i32" },
  epoll_wait: { parameters: ["i32", "buffer", "i32", "i32"], result: "i32" },
  timerfd_create: { parameters: ["i32", "i32"], result: "i32" },
  timerfd_settime: { parameters: ["i32", "i32", "buffer", "buffer"], result: "i32" },
  clock_gettime: { parameters: ["i32", "buffer"], result: "i32" },
});

const TIMESPEC = new Uint32Array(4);

/** The machine's monotonic clock in microseconds: the same for all processes. */
export function monotonicUs(): number {
  libc.clock_gettime(CLOCK_MONOTONIC, TIMESPEC);
  return (TIMESPEC[0] ?? 0) * 1e6 + (TIMESPEC[2] ?? 0) / 1000;
}

/** Connects to a port of 127.0.0.1; returns the descriptor. */
export function connectSocket(port: number): number {
  const fd = made(libc.socket(AF_INET, SOCK_STREAM, 0), "open a socket");
  setOption(fd, { level: SOL_SOCKET, name: SO_RCVTIMEO, value: [READ_SECONDS_MAX, 0, 0, 0] });
  setOption(fd, { level: IPPROTO_TCP, name: TCP_NODELAY, value: [1] });
  const address = socketAddress(port);
  if (libc.connect(fd, address, address.length) !== 0) {
    closeSocket(fd);
    throw new Error(`Cannot connect to 127.0.0.1:${port}`);
  }
  return fd;
}

/** Listens on a free port of 127.0.0.1. */
export function listenSocket(): { fd: number; port: number } {
  const fd = made(libc.socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), "open a socket");
  setOption(fd, { level: SOL_SOCKET, name: SO_REUSEADDR, value: [1] });
  const address = socketAddress(0);
  made(libc.bind(fd, address, address.length), "bind a socket");
  made(libc.listen(fd, BACKLOG), "listen on a socket");
  made(libc.getsockname(fd, address, new Uint32Array([address.length])), "read a socket's port");
  return { fd, port: ((address[2] ?? 0) << 8) + (address[3] ?? 0) };
}

/** Accepts a connection, or returns -1 when none waits. */
export function acceptSocket(listener: number): number {
  const fd = libc.accept4(listener, null, null, SOCK_NONBLOCK);
  if (fd >= 0) setOption(fd, { level: IPPROTO_TCP, name: TCP_NODELAY, value: [1] });
  return fd;
}

/**
 * Sends what the kernel takes at once.
 *
 * @param at Bytes that were sent before.
 * @returns Bytes sent; 0 when the kernel takes none now, or the peer is gone: reading tells which.
 */
export function sendSome(fd: number, message: { bytes: Uint8Array; at: number }): number {
  const { bytes, at } = message;
  const rest = at === 0 ? bytes : bytes.subarray(at);
  return Math.max(0, libc.send(fd, rest, rest.length, MSG_DONTWAIT | MSG_NOSIGNAL));
}

/** Sends everything, however long that takes; false when the peer is gone. */
export function sendWaiting(fd: number, bytes: Uint8Array): boolean {
  return libc.send(fd, bytes, bytes.length, MSG_NOSIGNAL) === bytes.length;
}

/** Reads what is there: bytes read, 0 at the end of the connection, -1 when there is nothing. */
export function receiveSome(fd: number, into: Uint8Array): number {
  return libc.recv(fd, into, into.length, MSG_DONTWAIT);
}

/** Waits for bytes and reads them; 0 at the end of the connection. */
export function receiveWaiting(fd: number, into: Uint8Array): number {
  const startUs = monotonicUs();
  for (let attempt = 1; attempt <= READ_ATTEMPTS_MAX; attempt++) {
    const count = libc.recv(fd, into, into.length, 0);
    if (count >= 0) return count;
    if (monotonicUs() - startUs >= READ_SECONDS_MAX * 1e6) break;
  }
  throw new Error(`No answer came within ${READ_SECONDS_MAX} s, or the connection broke`);
}

/** Closes a descriptor. */
export function closeSocket(fd: number): void {
  libc.close(fd);
}

/** Waits for many descriptors at once (epoll, level-triggered). */
export class Poller implements Disposable {
  readonly #fd = made(libc.epoll_create1(0), "make a poller");
  readonly #events = new DataView(new ArrayBuffer(EVENTS_MAX * EVENT_BYTES));
  readonly #change = new DataView(new ArrayBuffer(EVENT_BYTES));

  /** Watches a descriptor for reading. */
  add(fd: number): void {
    this.#control(EPOLL_CTL_ADD, { fd, events: EPOLLIN });
  }

  /** Watches a descriptor no longer; closing it does the same. */
  remove(fd: number): void {
    this.#control(EPOLL_CTL_DEL, { fd, events: 0 });
  }

  /** Watches a descriptor for writing, too, or no longer. */
  watchWrites(fd: number, isWatched: boolean): void {
    this.#control(EPOLL_CTL_MOD, { fd, events: isWatched ? EPOLLIN | EPOLLOUT : EPOLLIN });
  }

  /** Waits at most `waitMs`, -1 for ever; returns how many descriptors are ready. */
  wait(waitMs: number): number {
    return Math.max(0, libc.epoll_wait(this.#fd, this.#events, EVENTS_MAX, waitMs));
  }

  /** Descriptor of a ready event. */
  fdAt(index: number): number {
    return this.#events.getInt32(index * EVENT_BYTES + EVENT_FD_AT, true);
  }

  /** Whether a ready event lets its descriptor be written to. */
  isWritable(index: number): boolean {
    return (this.#events.getUint32(index * EVENT_BYTES, true) & EPOLLOUT) !== 0;
  }

  [Symbol.dispose](): void {
    closeSocket(this.#fd);
  }

  #control(operation: number, change: { fd: number; events: number }): void {
    this.#change.setUint32(0, change.events, true);
    this.#change.setInt32(EVENT_FD_AT, change.fd, true);
    made(libc.epoll_ctl(this.#fd, operation, change.fd, this.#change), "watch a socket");
  }
}

/** A descriptor that becomes readable at a time: waits in milliseconds are too coarse. */
export class Alarm implements Disposable {
  readonly fd: number = made(libc.timerfd_create(CLOCK_MONOTONIC, SOCK_NONBLOCK), "make a timer");
  readonly #spec = new Uint32Array(8);
  #atUs = -1;

  /**
   * Sets the time on {@linkcode monotonicUs}; one that has passed rings at once, and the descriptor
   * stays readable until another time is set.
   */
  set(atUs: number): void {
    if (atUs === this.#atUs) return;
    this.#atUs = atUs;
    const seconds = Math.floor(atUs / 1e6);
    this.#spec[4] = seconds;
    this.#spec[6] = Math.floor((atUs - seconds * 1e6) * 1000);
    made(libc.timerfd_settime(this.fd, TFD_TIMER_ABSTIME, this.#spec, null), "set a timer");
  }

  /** Never rings until it is set again. */
  clear(): void {
    this.#atUs = -1;
    this.#spec.fill(0);
    made(libc.timerfd_settime(this.fd, 0, this.#spec, null), "clear a timer");
  }

  [Symbol.dispose](): void {
    closeSocket(this.fd);
  }
}

/** `struct sockaddr_in` of 127.0.0.1. */
function socketAddress(port: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array([AF_INET, 0, port >> 8, port & 255, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
}

function setOption(
  fd: number,
  option: { level: number; name: number; value: readonly number[] },
): void {
  const value = new Uint32Array(option.value);
  const { level, name } = option;
  made(libc.setsockopt(fd, level, name, value, value.byteLength), "set a socket's option");
}

/** Result of a call that returns a negative number when it fails. */
function made(result: number, action: string): number {
  if (result < 0) throw new Error(`Cannot ${action}`);
  return result;
}
