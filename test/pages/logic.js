// tools/shared-page.mjs serves, in its place, imports of its tests, which tools/suites.mjs names.
export {};
