export function parseAll(content: string): unknown[];
