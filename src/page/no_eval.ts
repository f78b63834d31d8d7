/**
 * Tells the schema library, before it is loaded, not to compile code at run time: the page's
 * content security policy forbids that, and even trying would be reported.
 * @module
 */

Object.defineProperty(globalThis, "__zod_globalConfig", { value: { jitless: true } });
