/** What an operator can put right. Its message names places and what they should hold, never what they hold. */
export class ConfigError extends Error {}
