/**
 * Metrics of what is kept: bytes on disk, budget and space, tombstones, deletions, hold.
 * @module
 */

import { counter, type Family, gauge, labelled } from "./exposition.ts";

/** Space of a file system, bytes. */
interface Space {
  freeBytes: number;
  totalBytes: number;
}

/** Plain numbers; counts are since the program started. */
export interface KeepingFigures {
  /** Bytes taken; null before they were counted. */
  used: { evidence: number; telemetry: number } | null;
  /** The file systems; null where they cannot be asked. */
  space: { evidence: Space | null; telemetry: Space | null };
  /** What both may take; 0 for no budget. */
  budgetBytes: number;
  retention: {
    tombstones: { evidence: number; telemetry: number };
    /** Window parts, and telemetry files. */
    deleted: { evidence: number; telemetry: number };
  };
  isOnHold: boolean;
}

/**
 * The families; those without samples are left out by the exposition.
 *
 * @param keeping Figures; null before the first look.
 */
export function keepingFamilies(keeping: KeepingFigures | null): Family[] {
  if (keeping === null) return [];
  const { used, budgetBytes, retention, isOnHold } = keeping;
  return [
    {
      name: "outband_disk_used_bytes",
      type: "gauge",
      help: "Bytes that evidence and telemetry take; counted each minute, without budget each ten.",
      samples: used === null ? [] : labelled("kind", { ...used }),
    },
    {
      ...gauge("outband_disk_budget_bytes", "What both may take (--disk-budget).", budgetBytes),
      ...(budgetBytes === 0 ? { samples: [] } : {}),
    },
    spaceFamily(keeping, {
      name: "outband_disk_free_bytes",
      help: "Free space of the file system.",
      of: ({ freeBytes }) => freeBytes,
    }),
    spaceFamily(keeping, {
      name: "outband_disk_size_bytes",
      help: "Size of the file system.",
      of: ({ totalBytes }) => totalBytes,
    }),
    {
      ...counter("outband_retention_tombstones_total", "Records that declare a deletion.", 0),
      samples: labelled("kind", { ...retention.tombstones }),
    },
    {
      ...counter("outband_retention_deleted_total", "Window parts and telemetry files deleted.", 0),
      samples: labelled("kind", { ...retention.deleted }),
    },
    gauge("outband_retention_hold", "1 while a hold forbids every deletion.", isOnHold ? 1 : 0),
  ];
}

function spaceFamily(
  { space }: KeepingFigures,
  family: { name: string; help: string; of(space: Space): number },
): Family {
  const { name, help, of } = family;
  const known = Object.entries(space)
    .flatMap(([kind, found]) => found === null ? [] : [[kind, of(found)] as const]);
  return { name, type: "gauge", help, samples: labelled("kind", Object.fromEntries(known)) };
}
