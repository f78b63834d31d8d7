/**
 * nginx as a plain reverse proxy with kept-alive upstream connections: the yardstick of the
 * canonical benchmark, used when it is installed.
 * @module
 */

import { join } from "node:path";
import { freePort } from "../tests/support/ports.ts";
import { endChild, untilAccepting } from "./ports.ts";

/** A running nginx. */
export interface Nginx extends AsyncDisposable {
  /** Port of 127.0.0.1. */
  port: number;
  /** As `nginx -v` prints it. */
  version: string;
  /** Process id of its master; the workers are its children. */
  pid: number;
}

/** Where nginx forwards to. */
export interface NginxUpstream {
  /** Port of 127.0.0.1. */
  port: number;
  /** With it the upstream is spoken to in TLS, and its certificate is checked against this file. */
  caFile?: string;
}

/**
 * Starts nginx in the foreground as a child process.
 *
 * @param dir Directory for its configuration and temporary files.
 * @returns null when nginx is not installed.
 */
export async function startNginx(dir: string, upstream: NginxUpstream): Promise<Nginx | null> {
  const version = await nginxVersion();
  if (version === null) return null;
  const port = freePort();
  const config = join(dir, "nginx.conf");
  await Deno.writeTextFile(config, nginxConfig({ dir, port, upstream }));
  const child = new Deno.Command("nginx", {
    args: ["-p", dir, "-c", config, "-e", "stderr", "-g", "daemon off;"],
    stdin: "null",
    stdout: "null",
    stderr: "inherit",
  }).spawn();
  await untilAccepting(child, { port, name: "nginx" });
  return {
    port,
    version,
    pid: child.pid,
    [Symbol.asyncDispose]: async () => {
      endChild(child, "SIGTERM");
      await child.status;
    },
  };
}

/** Buffers hold a whole exchange in memory, and no connection is ever retired. */
function nginxConfig(
  { dir, port, upstream }: { dir: string; port: number; upstream: NginxUpstream },
): string {
  const { caFile } = upstream;
  const tls = caFile === undefined ? "" : `
      proxy_ssl_trusted_certificate ${caFile};
      proxy_ssl_verify on;
      proxy_ssl_name localhost;
      proxy_ssl_protocols TLSv1.2 TLSv1.3;`;
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
  client_body_buffer_size 512k;
  upstream origin {
    server 127.0.0.1:${upstream.port};
    keepalive 64;
    keepalive_requests 1000000000;
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass ${caFile === undefined ? "http" : "https"}://origin;
      proxy_http_version 1.1;
      proxy_set_header Connection "";${tls}
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
