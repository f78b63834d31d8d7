import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import { readWireVariables, WIRE_VARIABLES } from "../../src/cli/wire_environment.ts";
import { ROOT_DIR, runCommand } from "../support/program.ts";
import { TempDir } from "../support/temp_dir.ts";
import { TEST_CA, TEST_SERVER } from "../support/test_certificates.ts";

function envOf(values: Record<string, string | null>): (name: string) => string | undefined | null {
  return (name) => values[name];
}

Deno.test("readWireVariables() finds what is set, says what it does, and hides passwords", () => {
  const { variables, unreadable } = readWireVariables(envOf({
    https_proxy: "http://user:secret@proxy.example:3128",
    OTEL_DENO: "true",
    NODE_EXTRA_CA_CERTS: "/etc/ca.pem",
    SSLKEYLOGFILE: null,
  }));
  assertEquals(variables.map(({ name, value, weight }) => [name, value, weight]), [
    ["OTEL_DENO", "true", "refuse"],
    ["https_proxy", "http://***@proxy.example:3128", "tell"],
    ["NODE_EXTRA_CA_CERTS", "/etc/ca.pem", "tell"],
  ]);
  assertEquals(unreadable, ["SSLKEYLOGFILE"]);
});

Deno.test("readWireVariables() passes over values that change nothing", () => {
  const values = { OTEL_DENO: "False", HTTP_PROXY: "", DENO_SERVE_ADDRESS: "" };
  assertEquals(readWireVariables(envOf(values)).variables, []);
  assertEquals(readWireVariables(envOf({})), { variables: [], unreadable: [] });
});

Deno.test("serve does not start with a variable that breaks a promise, and names it", async () => {
  await using dir = await TempDir.make();
  const cases: Record<string, string> = {
    SSLKEYLOGFILE: dir.join("keys.log"),
    OTEL_DENO: "true",
    DENO_SERVE_ADDRESS: "tcp:127.0.0.1:0",
  };
  for (const [name, value] of Object.entries(cases)) {
    const { code, stderr } = await runCommand(
      ["serve", "--target=http://127.0.0.1:1", `--evidence-dir=${dir.join("evidence")}`],
      // The exporter would wait for a collector that is not there.
      { env: { [name]: value, OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1" } },
    );
    assertEquals(code, 3, `${name}: ${stderr}`);
    assertStringIncludes(stderr, name);
    assertStringIncludes(stderr, "unset");
  }
});

Deno.test("the runtime writes TLS keys for SSLKEYLOGFILE, even without a permission to", async () => {
  await using dir = await TempDir.make();
  const keys = dir.join("keys.log");
  const script = dir.join("connect.ts");
  await Deno.writeTextFile(
    script,
    `const [ca, cert, key] = ${JSON.stringify([TEST_CA, TEST_SERVER.cert, TEST_SERVER.key])};
const listener = Deno.listenTls({ hostname: "127.0.0.1", port: 0, cert, key });
const accepting = listener.accept().then((conn) => conn.handshake().then(() => conn.close()));
const conn = await Deno.connectTls({
  hostname: "127.0.0.1", port: listener.addr.port, caCerts: [ca],
});
await conn.handshake();
await accepting;
conn.close();
listener.close();
`,
  );
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-prompt", "--allow-net=127.0.0.1", script],
    env: { SSLKEYLOGFILE: keys },
  });
  const { code, stderr } = await child.output();
  assertEquals(code, 0, new TextDecoder().decode(stderr));
  // When this fails, the runtime has changed and the refusal above can go.
  assert((await Deno.readTextFile(keys)).includes("TRAFFIC_SECRET"));
});

Deno.test("the documented command may read every variable that is looked at", async () => {
  const readme = await Deno.readTextFile(`${ROOT_DIR}README.md`);
  const command = readme.split("<!-- least-privilege:begin -->")[1]?.split("<!--")[0] ?? "";
  for (const name of WIRE_VARIABLES) assertStringIncludes(command, name);
});
