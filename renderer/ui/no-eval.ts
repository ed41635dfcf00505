// Zod would try whether it may compile code; the content policy forbids that and would report the attempt. It looks here
// when the first schema is made, so that this module comes before all others.
Reflect.set(globalThis, '__zod_globalConfig', { jitless: true });
