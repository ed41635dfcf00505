// Zod would try whether it may compile code; the content policy forbids that and would report the attempt. It looks here
// when the first schema is made, which is before any module of the page runs.
globalThis.__zod_globalConfig = { jitless: true };
