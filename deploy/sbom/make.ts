// deno-lint-ignore-file no-console -- printing it is what it is for
/**
 * Prints the bill of materials of this checkout, CycloneDX 1.6 as JSON: the runtime, and every
 * package that deno.lock pins, with its hash and what it needs. It reads two files and asks nobody.
 *
 * ```sh
 * deno run --no-prompt --allow-read=deno.json,deno.lock deploy/sbom/make.ts > sbom.cdx.json
 * ```
 *
 * @module
 */

/** What is read of deno.json. */
export interface Manifest {
  name: string;
  version: string;
  license: string;
}

/** What is read of deno.lock, version 5. */
export interface Lock {
  version: string;
  npm?: Readonly<Record<string, { integrity: string; dependencies?: readonly string[] }>>;
}

/** A bill of materials; fields as in CycloneDX 1.6. */
export interface Bom {
  bomFormat: "CycloneDX";
  specVersion: "1.6";
  version: 1;
  metadata: { component: Component };
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

/** One part of it. */
export interface Component {
  type: "application" | "library" | "platform";
  "bom-ref": string;
  name: string;
  group?: string;
  version: string;
  purl?: string;
  hashes?: { alg: "SHA-512"; content: string }[];
  licenses?: { license: { id: string } }[];
}

const PACKAGE_REGEXP = /^(?:(@[\w.-]+)\/)?([\w.-]+)@(\d[\w.+-]*?)(?:_[@\w].*)?$/;
const INTEGRITY_REGEXP = /^sha512-([A-Za-z0-9+/]+=*)$/;

/**
 * The bill of materials of a manifest and its lock file. Without a time and a serial number: the
 * same files give the same bytes.
 *
 * @param denoVersion Version of the runtime that the binary contains, `2.9.6`.
 * @throws {TypeError} If the lock file has a form that is not known here; a package is never left
 * out in silence.
 */
export function billOfMaterials(parts: {
  manifest: Manifest;
  lock: Lock;
  denoVersion: string;
}): Bom {
  const { manifest, lock, denoVersion } = parts;
  if (lock.version !== "5") throw new TypeError(`Unknown version of deno.lock: ${lock.version}`);
  const packages = Object.entries(lock.npm ?? {}).map(([id, { integrity, dependencies = [] }]) => ({
    component: packageComponent(id, integrity),
    dependencies,
  }));
  const refOf = (name: string): string => {
    const found = packages.map(({ component }) => component).filter((component) =>
      [fullName(component), `${fullName(component)}@${component.version}`].includes(name)
    );
    const refs = new Set(found.map((component) => component["bom-ref"]));
    const [only] = refs;
    if (only === undefined || refs.size > 1) {
      throw new TypeError(`deno.lock has ${refs.size} packages named ${name}`);
    }
    return only;
  };
  const runtime: Component = {
    type: "platform",
    "bom-ref": `pkg:github/denoland/deno@v${denoVersion}`,
    name: "deno",
    version: denoVersion,
    purl: `pkg:github/denoland/deno@v${denoVersion}`,
  };
  const own: Component = {
    type: "application",
    "bom-ref": `${manifest.name}@${manifest.version}`,
    name: manifest.name,
    version: manifest.version,
    licenses: [{ license: { id: manifest.license } }],
  };
  const refs = packages.map(({ component }) => component["bom-ref"]);
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: own },
    components: [runtime, ...packages.map(({ component }) => component)],
    dependencies: [
      { ref: own["bom-ref"], dependsOn: [runtime["bom-ref"], ...refs] },
      ...packages.map(({ component, dependencies }) => ({
        ref: component["bom-ref"],
        dependsOn: dependencies.map(refOf),
      })),
    ],
  };
}

function fullName({ group, name }: Component): string {
  return group === undefined ? name : `${group}/${name}`;
}

function packageComponent(id: string, integrity: string): Component {
  const [, group, name, version] = PACKAGE_REGEXP.exec(id) ?? [];
  const [, base64] = INTEGRITY_REGEXP.exec(integrity) ?? [];
  if (name === undefined || version === undefined || base64 === undefined) {
    throw new TypeError(`Cannot read the package ${id} of deno.lock`);
  }
  const scope = group === undefined ? "" : `${encodeURIComponent(group)}/`;
  const purl = `pkg:npm/${scope}${name}@${version}`;
  const content = Uint8Array.fromBase64(base64).toHex();
  return {
    type: "library",
    "bom-ref": purl,
    ...(group === undefined ? {} : { group }),
    name,
    version,
    purl,
    hashes: [{ alg: "SHA-512", content }],
  };
}

if (import.meta.main) {
  const read = (path: string): unknown => JSON.parse(Deno.readTextFileSync(path));
  const bom = billOfMaterials({
    manifest: read("deno.json") as Manifest,
    lock: read("deno.lock") as Lock,
    denoVersion: Deno.version.deno,
  });
  console.log(JSON.stringify(bom, null, 2));
}
