/**
 * An error that the operator can correct. The message names places and what they should hold, never
 * the values in them.
 */
export class ConfigError extends Error {}
