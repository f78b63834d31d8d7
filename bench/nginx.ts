/**
 * nginx as a plain reverse proxy with kept-alive upstream connections: the yardstick of the
 * canonical benchmark, used when it is installed.
 * @module
 */

import { join } from "node:path";

/** A running nginx. */
export interface Nginx extends AsyncDisposable {
  /** Port of 127.0.0.1. */
  port: number;
  /** As `nginx -v` prints it. */
  version: string;
}

const CONNECT_ATTEMPTS_MAX = 100;
const CONNECT_PAUSE_MS = 20;

/**
 * Starts nginx in the foreground as a child process.
 *
 * @param dir Directory for its configuration and temporary files.
 * @returns null when nginx is not installed.
 */
export async function startNginx(
  dir: string,
  upstreamPort: number,
): Promise<Nginx | null> {
  const version = await nginxVersion();
  if (version === null) return null;
  const port = freePort();
  const config = join(dir, "nginx.conf");
  await Deno.writeTextFile(config, nginxConfig({ dir, port, upstreamPort }));
  const child = new Deno.Command("nginx", {
    args: ["-p", dir, "-c", config, "-e", "stderr", "-g", "daemon off;"],
    stdin: "null",
    stdout: "null",
    stderr: "inherit",
  }).spawn();
  await untilAccepting(port);
  return {
    port,
    version,
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGTERM");
      await child.status;
    },
  };
}

/** Buffers hold a whole exchange in memory, and no connection is ever retired. */
function nginxConfig(
  { dir, port, upstreamPort }: { dir: string; port: number; upstreamPort: number },
): string {
  return `worker_processes auto;
pid ${dir}/nginx.pid;
error_log stderr error;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${dir}/body;
  proxy_temp_path ${dir}/proxy;
  fastcgi_temp_path ${dir}/fastcgi;
  uwsgi_temp_path ${dir}/uwsgi;
  scgi_temp_path ${dir}/scgi;
  keepalive_requests 1000000000;
  client_body_buffer_size 64k;
  upstream origin {
    server 127.0.0.1:${upstreamPort};
    keepalive 64;
    keepalive_requests 1000000000;
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://origin;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
    }
  }
}
`;
}

async function nginxVersion(): Promise<string | null> {
  try {
    const { stderr } = await new Deno.Command("nginx", { args: ["-v"] }).output();
    return new TextDecoder().decode(stderr).trim().replace("nginx version: ", "");
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

/** nginx cannot choose a port itself. */
function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

async function untilAccepting(port: number): Promise<void> {
  for (let attempt = 1;; attempt++) {
    try {
      using _conn = await Deno.connect({ hostname: "127.0.0.1", port });
      return;
    } catch (error) {
      if (!(error instanceof Deno.errors.ConnectionRefused)) throw error;
      if (attempt === CONNECT_ATTEMPTS_MAX) throw new Error("nginx does not accept connections");
    }
    await new Promise((resolve) => setTimeout(resolve, CONNECT_PAUSE_MS));
  }
}
