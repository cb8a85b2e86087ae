import type { TeamView } from '../../wire/team.ts';

/** Hands the team page the team as it is after a change. */
export class TeamChangedEvent extends Event {
  static readonly type = 'console-team-changed';

  constructor(readonly team: TeamView) {
    super(TeamChangedEvent.type, { bubbles: true });
  }
}
