// tools/shared-page.mjs serves, in its place, imports of ZONE_TESTS.
export {};
