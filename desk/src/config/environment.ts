/** The value of a variable. An empty variable counts as absent. */
export const given = (env: NodeJS.ProcessEnv, variable: string): string | undefined =>
  env[variable]?.trim() || undefined;

export const readDatabaseUrl = (env: NodeJS.ProcessEnv): string =>
  given(env, 'DATABASE_URL') ?? 'file:./data/desk.db';
