// tools/shared-page.mjs serves, in its place, imports of LOGIC_TESTS.
export {};
