// tools/shared-page.mjs serves, in its place, imports of CORE_TESTS.
export {};
