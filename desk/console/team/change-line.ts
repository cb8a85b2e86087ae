import type { LineChange } from '../../wire/lines.ts';
import type { TeamView } from '../../wire/team.ts';
import type { ConsoleApi } from '../connection/api.ts';

/** Sends a supervisor's change of a line. Returns the team as it is afterwards. @throws ApiProblem */
export const changeLine = (api: ConsoleApi, id: string, change: LineChange): Promise<TeamView> =>
  api.put<TeamView>(`/lines/${encodeURIComponent(id)}`, change);
